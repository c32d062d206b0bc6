// Generated from contracts/http by `npm run contracts`. Do not edit.
export interface paths {
    "/api/documents/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may be deposited (DOC-08, DOC-10) */
        get: operations["showUploadLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The documents the actor may see, newest first (DOC-02, GRD-06, DOC-32)
         * @description A professional's page is answered only when its trace is committed. 403 documents.no-access without a ground; 503 documents.rights-unknown when rights may be stale.
         */
        get: operations["listDocuments"];
        put?: never;
        /** Deposit a document (DOC-05 to DOC-14, PSS-03) */
        post: operations["depositDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Information of one document */
        get: operations["showDocument"];
        put?: never;
        post?: never;
        /** Delete a document one deposited oneself (DOC-29) */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        /** Change information or visibility (DOC-13, DOC-22) */
        patch: operations["changeDocument"];
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes, unsealed and checked (DOC-34) */
        get: operations["openDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take everything away; one export at a time
         * @description Each service contributes what it holds; the archive is ready within minutes and announced by e-mail. While one is being prepared, asking again gives that one. A new one replaces the archive before it.
         */
        post: operations["requestExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/exports/{export}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The archive, a ZIP, streamed */
        get: operations["downloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/exports/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last export asked for, with its progress */
        get: operations["showExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Document types and sections in use (DOC-31) */
        get: operations["listDocumentTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Document: {
            class: {
                code: string;
                label: string;
            };
            /** Format: date-time */
            deposited_at: string;
            depositor: {
                display_name: string;
                /** @enum {string} */
                kind: "patient" | "professional" | "organisation" | "insurer";
                mine: boolean;
            };
            /** Format: date */
            document_date: string;
            hidden: boolean;
            id: components["schemas"]["DocumentId"];
            /** @enum {string} */
            media_type: "application/pdf" | "image/jpeg" | "image/tiff" | "text/plain" | "application/rtf";
            section: {
                code: string;
                label: string;
            };
            sha256: string;
            size: number;
            title: string;
            type: {
                code: string;
                label: string;
            };
            version: number;
        };
        DocumentChange: {
            /** Format: date */
            document_date?: string;
            hidden?: boolean;
            section?: string;
            title?: string;
        };
        DocumentDeposit: {
            /** Format: date */
            document_date: string;
            file: string;
            /** @enum {string} */
            hidden?: "true" | "false";
            /** @description Section of the interface; a patient files by it and the type is chosen. */
            section?: string;
            title: string;
            /** @description Official type code; required of a professional. */
            type?: string;
        };
        DocumentId: string;
        Export: {
            /** @description Documents packed so far. */
            documents: number;
            /** Format: date-time */
            expires_at: string | null;
            id: string;
            /** Format: date-time */
            ready_at: string | null;
            /** Format: date-time */
            requested_at: string;
            /** @description Bytes packed so far; of the whole archive once ready. */
            size: number;
            /** @enum {string} */
            state: "preparing" | "ready" | "expired" | "failed";
            /** @description Documents that were there when the export was asked for. */
            total: number;
            /** @description Services whose part has not come yet. */
            waiting_for: string[];
        };
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
        /** @description Opaque id of one person's space. */
        RecordId: string;
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
        /** @description Opaque; from `next` of the page before. */
        Cursor: string;
        /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
        IdempotencyKey: string;
        /** @description The ETag that was read. */
        IfMatch: string;
        Limit: number;
        Record: components["schemas"]["RecordId"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    showUploadLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Limits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        formats: {
                            extensions: string[];
                            label: string;
                            stored_as: string;
                        }[];
                        max_bytes: number;
                    };
                };
            };
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Opaque; from `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Document"][];
                        next: string | null;
                    };
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
    depositDocument: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["DocumentDeposit"];
            };
        };
        responses: {
            /** @description Deposited: on disk, sealed, announced. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
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
    showDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: components["schemas"]["DocumentId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document; ETag for changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
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
    deleteDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: components["schemas"]["DocumentId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
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
    changeDocument: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read. */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                document: components["schemas"]["DocumentId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    openDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: components["schemas"]["DocumentId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/rtf": string;
                    "image/jpeg": string;
                    "image/tiff": string;
                    "text/plain": string;
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
    requestExport: {
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
            /** @description Being prepared. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
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
    downloadExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export: string;
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            /** @description Not ready yet, or no longer kept. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showExport: {
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
            /** @description The export. 404 when none was ever asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
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
    listDocumentTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reference table, with its version and source. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sections: {
                            code: string;
                            label: string;
                            patient_may_file: boolean;
                        }[];
                        source: string;
                        types: {
                            class: string;
                            code: string;
                            label: string;
                            patient_deposited: boolean;
                            section: string;
                        }[];
                        version: string;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
