// Generated from contracts/http by `npm run contracts`. Do not edit.
export interface paths {
    "/api/messaging/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What may be attached to a message (MSG-37, C-32) */
        get: operations["showMessageLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messaging/records/{record}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations, the one that moved last first; a professional sees their own (MSG-10, MSG-15) */
        get: operations["listConversations"];
        put?: never;
        /** A professional whom the person lets in writes first (MSG-05, MSG-07, C-09) */
        post: operations["startConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messaging/records/{record}/conversations/{conversation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation with a page of its messages, newest first; nothing is marked as read */
        get: operations["readConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messaging/records/{record}/conversations/{conversation}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a conversation, with attached files if wanted (MSG-29, DOC-33) */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messaging/records/{record}/conversations/{conversation}/messages/{message}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of an attached file, unsealed and checked */
        get: operations["openAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messaging/records/{record}/conversations/{conversation}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The reader's side has read all messages up to a number (MSG-22)
         * @description What came after that message stays unread.
         */
        put: operations["markConversationRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messaging/records/{record}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many messages wait to be read by the person (NAV-03) */
        get: operations["countUnreadMessages"];
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
        Attachment: {
            id: components["schemas"]["AttachmentId"];
            /** @description Of a format that the documents accept (MSG-26, MSG-27). */
            keepable: boolean;
            /** @description By its first bytes; application/octet-stream for a format not known here. */
            media_type: string;
            name: string;
            /** @description Bytes. */
            size: number;
        };
        AttachmentId: string;
        Conversation: {
            /** @description A message of it has an attachment (MSG-18). */
            attached: boolean;
            /** Format: date-time */
            begun_at: string;
            id: components["schemas"]["ConversationId"];
            /** Format: date-time */
            last_at: string;
            last_sender: components["schemas"]["Party"];
            professional: {
                display_name: string;
                id: components["schemas"]["ProfessionalId"];
            };
            subject: string;
            /** @description Messages that wait for the reader side. */
            unread: number;
            /** @description Whether the reader may write in it now: the professional is let in, the mailbox open. */
            writable: boolean;
        };
        ConversationId: string;
        ConversationPage: {
            items: components["schemas"]["Conversation"][];
            /** @description Cursor of the next page. */
            next: string | null;
        };
        /** @description Attached files, of 5 × 1024 × 1024 bytes at most each (`showMessageLimits`). A person attaches what the documents accept (JPG, PDF, PNG, TXT, RTF, TIF); a professional anything. */
        Files: string[];
        FirstLetter: {
            file?: components["schemas"]["Files"];
            /** @description What the conversation is about (MSG-50). */
            subject: string;
            text: string;
        };
        Limits: {
            /** @description What a person attaches; a professional attaches anything. */
            formats_of_people: string[];
            /** @description Of each file, inclusive. */
            max_bytes: number;
            /** @description Of one message. */
            max_files: number;
        };
        Message: {
            /** Format: date-time */
            at: string;
            attachments: components["schemas"]["Attachment"][];
            id: components["schemas"]["MessageId"];
            /** @description Place in the conversation */
            number: number;
            sender: {
                display_name: string;
                /** @enum {string} */
                kind: "patient" | "representative" | "professional";
                /** @description The reader wrote it. */
                mine: boolean;
            };
            text: string;
        };
        MessageId: string;
        NextLetter: {
            file?: components["schemas"]["Files"];
            text: string;
        };
        Party: {
            /** @description A professional's name and practice; people are not named. */
            display_name: string;
            /** @enum {string} */
            kind: "patient" | "representative" | "professional";
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
        ProfessionalId: string;
        /** @description Opaque id of one person's space. */
        RecordId: string;
        Sent: {
            /** Format: date-time */
            at: string;
            id: components["schemas"]["MessageId"];
            number: number;
        };
        Thread: {
            conversation: components["schemas"]["Conversation"];
            messages: components["schemas"]["Message"][];
            /** @description Cursor of the page of older messages. */
            next: string | null;
        };
        Unread: {
            unread: number;
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
        /** @description Opaque; from `next` of the page before. */
        Cursor: string;
        /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
        IdempotencyKey: string;
        Limit: number;
        Record: components["schemas"]["RecordId"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    showMessageLimits: {
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
                    "application/json": components["schemas"]["Limits"];
                };
            };
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listConversations: {
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
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    startConversation: {
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
                "multipart/form-data": components["schemas"]["FirstLetter"];
            };
        };
        responses: {
            /** @description Sent, with its first message. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
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
    readConversation: {
        parameters: {
            query?: {
                /** @description Opaque; from `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                conversation: components["schemas"]["ConversationId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                conversation: components["schemas"]["ConversationId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["NextLetter"];
            };
        };
        responses: {
            /** @description Sent. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sent"];
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
    openAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment: components["schemas"]["AttachmentId"];
                conversation: components["schemas"]["ConversationId"];
                message: components["schemas"]["MessageId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, always as a download of no particular type. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    markConversationRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["schemas"]["ConversationId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Number of the last message that was shown. */
                    up_to: number;
                };
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    countUnreadMessages: {
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
            /** @description The count. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
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
}
