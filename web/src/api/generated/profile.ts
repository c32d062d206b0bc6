// Generated from contracts/http by `npm run contracts`. Do not edit.
export interface paths {
    "/api/profile/records/{record}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sections the caller may read; a professional's read enters the history first (PRO-02, PRO-19) */
        get: operations["showProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile/records/{record}/sections/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that there is nothing to declare in a section, or take it back (PRO-04) */
        put: operations["declareSection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile/records/{record}/sections/{section}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an entry; professionals add vaccinations only (PRO-05 to PRO-12) */
        post: operations["addEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile/records/{record}/sections/{section}/entries/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace what an entry says; a professional those they entered (PRO-18) */
        put: operations["changeEntry"];
        post?: never;
        /** Remove an entry; a professional those they entered (PRO-18) */
        delete: operations["removeEntry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Author: {
            display_name: string;
            /** @enum {string} */
            kind: "patient" | "representative" | "professional";
            mine: boolean;
        };
        Content: {
            detail?: string | null;
            ended_on?: components["schemas"]["PartialDate"];
            label: string;
            note?: string | null;
            started_on?: components["schemas"]["PartialDate"];
        };
        Entry: {
            /** @description Whether the caller may change or remove it. */
            alterable: boolean;
            author: components["schemas"]["Author"];
            /** Format: date-time */
            changed_at: string | null;
            detail: string | null;
            ended_on: string | null;
            /** Format: date-time */
            entered_at: string;
            id: components["schemas"]["EntryId"];
            label: string;
            note: string | null;
            started_on: string | null;
            /** @description What If-Match names. */
            version: number;
        };
        EntryId: string;
        /** @description As exact as the person remembers, a year, a month or a day (ISO 8601). */
        PartialDate: string | null;
        Problem: {
            /** @description Stable machine code. */
            code: string;
            correlationId?: string;
            /** @description In French: what to do. */
            detail?: string;
            errors?: {
                code?: string;
                field: string;
                message: string;
            }[];
            status: number;
            /** @description In French. */
            title: string;
            /** @description Relative URI, stable, e.g. /problems/documents.too-large. */
            type: string;
        };
        Profile: {
            /** @description How many sections have an answer; null for professionals. */
            completion: {
                answered: number;
                total: number;
            } | null;
            sections: components["schemas"]["Section"][];
        };
        /** @description Opaque id of one person's space. */
        RecordId: string;
        Section: {
            code: components["schemas"]["SectionCode"];
            /** @description The latest first. */
            entries: components["schemas"]["Entry"][];
            nothing_to_declare: boolean;
            /** @description Whether the caller may add entries. */
            writable: boolean;
        };
        /** @enum {string} */
        SectionCode: "conditions" | "treatments" | "allergies" | "vaccinations" | "hospitalisations" | "family-history" | "practitioners";
    };
    responses: {
        /** @description What went wrong and what to do (RFC 9457). Always possible. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
        IdempotencyKey: string;
        /** @description The ETag that was read. */
        IfMatch: string;
        Item: components["schemas"]["EntryId"];
        Record: components["schemas"]["RecordId"];
        Section: components["schemas"]["SectionCode"];
    };
    requestBodies: never;
    headers: {
        ETag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    showProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    declareSection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                record: components["parameters"]["Record"];
                section: components["parameters"]["Section"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    nothing_to_declare: boolean;
                };
            };
        };
        responses: {
            /** @description The section as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    addEntry: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                record: components["parameters"]["Record"];
                section: components["parameters"]["Section"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Content"];
            };
        };
        responses: {
            /** @description Added, now or under the same idempotency key before. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    changeEntry: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read. */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                item: components["parameters"]["Item"];
                record: components["parameters"]["Record"];
                section: components["parameters"]["Section"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Content"];
            };
        };
        responses: {
            /** @description Changed; who entered it stays. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    removeEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item: components["parameters"]["Item"];
                record: components["parameters"]["Record"];
                section: components["parameters"]["Section"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
