// Generated from contracts/http by `npm run contracts`. Do not edit.
export interface paths {
    "/api/notifier/mail.css": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Style of that page */
        get: operations["showMailStyle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifier/mails/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mail in the browser (HIS-12), without any code in it */
        get: operations["showMail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifier/records/{record}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the person is told of what others do, and which of their addresses refuse our messages (HIS-02) */
        get: operations["showPreferences"];
        /** Choose, for each channel, how soon, and quiet hours (HIS-02, C-15) */
        put: operations["savePreferences"];
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
        Preferences: {
            /** @description Addresses of the contact card that refuse our messages. */
            bounced: {
                /** @enum {string} */
                medium: "email" | "sms" | "letter";
                /** Format: date-time */
                since: string;
            }[];
            email: components["schemas"]["Rhythm"];
            /** @description Hours between which nothing is sent. */
            quiet: {
                from: number;
                to: number;
            } | null;
            sms: components["schemas"]["Rhythm"];
            /** @description An e-mail address and a mobile are known. */
            sms_possible: boolean;
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
        Rhythm: {
            /** @description In France; counts for daily. */
            hour: number;
            /** @enum {string} */
            pace: "at-once" | "grouped" | "daily" | "never";
            /** @description Counts for grouped. */
            window_minutes: number;
        };
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
        Record: components["schemas"]["RecordId"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    showMailStyle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Style. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/css": string;
                };
            };
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showPreferences: {
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
            /** @description What holds, chosen or not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
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
    savePreferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: {
                        hour: number;
                        /** @enum {string} */
                        pace: "at-once" | "grouped" | "daily";
                        window_minutes: number;
                    };
                    quiet: {
                        from: number;
                        to: number;
                    } | null;
                    sms: {
                        hour: number;
                        /** @enum {string} */
                        pace: "at-once" | "grouped" | "daily" | "never";
                        window_minutes: number;
                    };
                };
            };
        };
        responses: {
            /** @description What holds from now on, for what waits too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
