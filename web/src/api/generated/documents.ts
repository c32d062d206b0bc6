// Generated from contracts/http by `npm run contracts`. Do not edit.
export interface paths {
    "/api/documents/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Many documents at once, from the software of an organisation (DOC-19, PSS-10)
         * @description One result for each item, in order. Items stand alone - one that is refused does not stop the others; sent again, each key gives the same document.
         */
        post: operations["depositBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/explanations/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reason of an explanation whose reference the person gave to the 3422; nothing of the document */
        get: operations["showExplanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/export-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every key that ever signed an export's manifest (RFC 7517) */
        get: operations["listExportKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/export-verifier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The program that checks an export (contracts/verify_export.py) */
        get: operations["showExportVerifier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents deposited in a month, by kind of depositor and type, identifying nobody (OPS-12) */
        get: operations["showDocumentFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
        /** Delete a document one deposited oneself, with its versions (DOC-29, PSS-04) */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        /** Change information or visibility (DOC-13, DOC-22, DOC-24, PSS-05, ADM-05) */
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
    "/api/documents/records/{record}/documents/{document}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a professional sees this document at this moment, or why not */
        get: operations["explainVisibility"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many pages a document has, and whether they are pictures or text (DOC-15)
         * @description A read like that of the bytes, decided alike and traced alike, the pages of one consultation once. 422 documents.preview-impossible when the document can only be downloaded.
         */
        get: operations["listPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One page, drawn as a picture or as plain text (DOC-15)
         * @description A read like that of the bytes, decided alike and traced alike, the pages of one consultation once. 422 documents.preview-impossible when the document can only be downloaded.
         */
        get: operations["showPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/pages/{page}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The words of one page, empty where there is only a picture (DOC-15)
         * @description A read like that of the bytes, decided alike and traced alike, the pages of one consultation once. 422 documents.preview-impossible when the document can only be downloaded.
         */
        get: operations["readPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/replacement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a new version in the place of a document one deposited; the old one stays readable (PSS-03) */
        post: operations["replaceDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first page, small (DOC-15)
         * @description A read like that of the bytes, decided alike and traced alike, the pages of one consultation once. 422 documents.preview-impossible when the document can only be downloaded.
         */
        get: operations["showThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/{document}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a document that the actor may see, newest first */
        get: operations["listDocumentVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/documents/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The documents the actor may see, filtered, sorted and counted (DOC-02, GRD-06, DOC-32)
         * @description A search in a body: no address and no log keeps what was looked for. A professional's page is answered only when its trace is committed.
         */
        post: operations["searchDocuments"];
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
    "/api/documents/records/{record}/former-spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Spaces that were put back from an export, the one left last first
         * @description Read-only. Who may open the record is decided anew here; nothing of this gives any right.
         */
        get: operations["listFormerSpaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/former-spaces/{former}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The activity history of a former space, newest first */
        get: operations["listFormerHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/visibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether everything in the record is hidden (DOC-26) */
        get: operations["showRecordVisibility"];
        /** Hide everything from professionals, in emergencies too, or show it again (DOC-26, DOC-27, C-12) */
        put: operations["changeRecordVisibility"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/records/{record}/visibility/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a choice would change for professionals, before it is saved */
        post: operations["previewVisibility"];
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
    "/fhir": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ITI-65 Provide Document Bundle (IHE MHD, PDSm)
         * @description A transaction Bundle - one SubmissionSet List, DocumentReferences, Binaries. All or nothing. Sent again with the same masterIdentifier it gives the same documents. Subjects are Patient/rec-…, as matchPersons gave them.
         */
        post: operations["fhirProvideDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/Binary/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ITI-68 Retrieve Document
         * @description The bytes under their own type; a Binary resource when Accept is application/fhir+json.
         */
        get: operations["fhirRetrieveDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/DocumentReference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ITI-67 Find Document References */
        get: operations["fhirFindDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/DocumentReference/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One DocumentReference */
        get: operations["fhirShowDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/List/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A SubmissionSet that the caller provided */
        get: operations["fhirShowSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the FHIR R4 face can do (CapabilityStatement) */
        get: operations["fhirMetadata"];
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
            /** @description Who wrote it, as told at the deposit; empty for the patient. */
            author: {
                name: string;
                structure: string;
            };
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
            /** @description Hidden from all professionals but the author and the administrator (DOC-23). */
            hidden: boolean;
            /** @description Professionals it is hidden from by name (DOC-24); told to the patient only. */
            hidden_from: components["schemas"]["ProfessionalId"][];
            /** @description Kept from parents and guardians (secret care of a minor). */
            hidden_from_representatives: boolean;
            id: components["schemas"]["DocumentId"];
            /** @enum {string} */
            media_type: "application/pdf" | "image/jpeg" | "image/tiff" | "text/plain" | "application/rtf";
            replaced_by: string | null;
            replaces: string | null;
            /** @description 1 for the first version; a replacement has the next. */
            revision: number;
            section: {
                code: string;
                label: string;
            };
            sha256: string;
            size: number;
            /**
             * @description A deleted document is gone; only the history tells of it.
             * @enum {string}
             */
            status: "current" | "replaced";
            title: string;
            type: {
                code: string;
                label: string;
            };
            version: number;
            /**
             * Format: date-time
             * @description Kept from the patient until then, or until announced; told to professionals only.
             */
            withheld_until: string | null;
        };
        DocumentChange: {
            /**
             * @description A professional announces to the patient what was kept from them.
             * @constant
             */
            announced?: true;
            /** Format: date */
            document_date?: string;
            /** @description True also by the author or the administrator, at the patient's request (PSS-05, ADM-05); false by the patient only (PSS-06). */
            hidden?: boolean;
            /** @description All the professionals it is hidden from by name; the patient's choice (DOC-24, C-33). */
            hidden_from?: components["schemas"]["ProfessionalId"][];
            /** @description Plain word of the list of kinds, instead of a section (DOC-16). */
            kind?: string;
            /**
             * @description A professional attests that the patient asked (PSS-05).
             * @constant
             */
            patient_request?: true;
            section?: string;
            title?: string;
            /**
             * @description Shows to parents and guardians what was kept from them; cannot be undone.
             * @constant
             */
            to_representatives?: true;
        };
        DocumentDeposit: {
            /** @description The file is this attachment of a message to the person, byte for byte; its sender becomes the author (MSG-28). */
            attachment?: string;
            /** Format: date */
            document_date: string;
            file: string;
            /**
             * @description A professional adds patient_request.
             * @enum {string}
             */
            hidden?: "true" | "false";
            /**
             * @description Secret care of a minor: kept from parents and guardians.
             * @enum {string}
             */
            hidden_from_representatives?: "true" | "false";
            /** @description Plain word of the list of kinds; a patient files by it and the type is chosen (DOC-16, DOC-17). */
            kind?: string;
            /**
             * @description A professional attests that the patient asked to hide it (PSS-05).
             * @enum {string}
             */
            patient_request?: "true" | "false";
            /** @description Section of the interface; a patient files by it and the type is chosen. */
            section?: string;
            title: string;
            /** @description Official type code; required of a professional. */
            type?: string;
            /**
             * @description A professional keeps it from the patient until announced, for a bounded time.
             * @enum {string}
             */
            withheld?: "true" | "false";
        };
        DocumentId: string;
        DocumentPage: {
            /** @description If asked for: how many documents the actor may see among those sought, by section. */
            counts?: {
                sections: {
                    [key: string]: number;
                };
                total: number;
            };
            items: components["schemas"]["Document"][];
            next: string | null;
        };
        DocumentReplacement: {
            /** Format: date */
            document_date: string;
            file: string;
            /** @description Plain word of the list of kinds; a patient files by it and the type is chosen (DOC-16, DOC-17). */
            kind?: string;
            /** @description Section of the interface; a patient files by it and the type is chosen. */
            section?: string;
            title: string;
            /** @description Official type code; that of the version before unless said. */
            type?: string;
        };
        DocumentSearch: {
            /** @description Also count by section. */
            counts?: boolean;
            /** @description From `next` of the page before, with the same search. */
            cursor?: string;
            /** @enum {string} */
            depositor?: "patient" | "professional" | "organisation" | "insurer";
            /** @default 20 */
            limit: number;
            /** @description Only what the actor deposited. */
            mine?: boolean;
            /**
             * @description Newest first either way.
             * @default deposited_at
             * @enum {string}
             */
            order: "deposited_at" | "document_date";
            section?: string;
            /**
             * Format: date
             * @description Date of the document, inclusive.
             */
            since?: string;
            type?: string;
            /**
             * Format: date
             * @description Date of the document, inclusive.
             */
            until?: string;
            /** @description Beginnings of words of the title or the author, in any order, accents and case aside. */
            words?: string;
        };
        Explanation: {
            allowed: boolean;
            /** Format: date-time */
            at: string;
            /** @description The grid that decided; null where it was not asked. */
            grid_version: string | null;
            professional: {
                /** @description The group of professions they read with; empty when they are in none. */
                column: string;
                id: components["schemas"]["ProfessionalId"];
                name: string;
            };
            reason: components["schemas"]["Reason"];
            /** @description To be given to the 3422, for a day. */
            reference: string;
            type: string;
            /**
             * Format: date-time
             * @description When their emergency access ends.
             */
            until: string | null;
        };
        ExplanationForSupport: {
            allowed: boolean;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            deposited_at: string;
            grid_version: string | null;
            reason: components["schemas"]["Reason"];
        };
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
        /** @description A FHIR R4 Bundle. */
        FhirBundle: {
            entry: Record<string, never>[];
            id?: string;
            identifier?: Record<string, never>;
            implicitRules?: string;
            language?: string;
            link?: unknown[];
            meta?: Record<string, never>;
            /** @constant */
            resourceType: "Bundle";
            signature?: Record<string, never>;
            timestamp?: string;
            type: string;
        };
        /** @description A FHIR R4 (4.0.1) resource in JSON. */
        FhirResource: {
            resourceType: string;
        };
        FormerAct: {
            /** @description An action of consent's history at that time. */
            action: string;
            /** Format: date-time */
            at: string;
            display_name: string;
            kind: string;
            number: number;
            profession: string;
            structure: string;
        };
        FormerSpace: {
            /** @description Lines of its history. */
            acts: number;
            /**
             * Format: date-time
             * @description When it was put back here.
             */
            brought_at: string;
            id: string;
            /**
             * Format: date-time
             * @description When the export it comes from was made.
             */
            left_at: string;
            /** @description Professionals in contact there, as it stood. */
            relations: {
                administrator: boolean;
                display_name: string;
                /** Format: date-time */
                first_contact: string;
                profession: string;
                /** @description authorized, contact, blocked, or what a later version tells. */
                state: string;
            }[];
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
        /**
         * @description Why the decision is what it is; the same words everywhere it is told.
         * @enum {string}
         */
        Reason: "own-record" | "author" | "grid" | "administrator" | "emergency" | "samu" | "representative" | "other-record" | "withheld" | "kept-from-representatives" | "record-shut" | "record-closed" | "inactive" | "no-relation" | "blocked" | "not-authorized" | "read-only" | "named" | "hidden" | "no-column" | "grid-refuses";
        /** @description Opaque id of one person's space. */
        RecordId: string;
        RecordVisibility: {
            all_hidden: boolean;
            /**
             * Format: date-time
             * @description Last change; null before the first.
             */
            since: string | null;
        };
        VisibilityPreview: {
            documents_gained: number;
            documents_lost: number;
            gaining: number;
            losing: number;
            /** @description Professionals who may read something, now or once the choice is made. */
            readers: number;
        };
    };
    responses: {
        /** @description What went wrong and what to do (FHIR OperationOutcome, with the house's own code in details). */
        Outcome: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/fhir+json": components["schemas"]["FhirResource"];
            };
        };
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
        /** @description From 1. */
        Page: string;
        Record: components["schemas"]["RecordId"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    depositBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /** @description Who wrote it, where that is not the organisation itself. */
                        author?: string;
                        content: string;
                        /** Format: date */
                        document_date: string;
                        /** @description Idempotency key of the item. */
                        key: string;
                        media_type: string;
                        record: components["schemas"]["RecordId"];
                        title: string;
                        /** @description Official type code. */
                        type: string;
                        /** @description Not shown to the patient until announced. */
                        withheld?: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description One result for each item, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            document?: components["schemas"]["DocumentId"];
                            key: string;
                            problem?: components["schemas"]["Problem"];
                            /** @description As the item would have been answered alone. */
                            status: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showExplanation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the person was told; in their history from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationForSupport"];
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
    listExportKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A key set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: {
                            /** @constant */
                            alg: "EdDSA";
                            /** @constant */
                            crv: "Ed25519";
                            /** @description RFC 7638 thumbprint. */
                            kid: string;
                            /** @constant */
                            kty: "OKP";
                            /** @constant */
                            use?: "sig";
                            x: string;
                        }[];
                    };
                };
            };
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showExportVerifier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Python; needs nothing of the platform. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/x-python": string;
                };
            };
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showDocumentFigures: {
        parameters: {
            query: {
                month: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts below eleven are not told. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        by_depositor: {
                            code: string;
                            /** @description Null when too small to be told. */
                            count: number | null;
                            label: string;
                        }[];
                        by_type: {
                            code: string;
                            /** @description Null when too small to be told. */
                            count: number | null;
                            label: string;
                        }[];
                        month: string;
                        total: number | null;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
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
                    "application/json": components["schemas"]["DocumentPage"];
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
            507: components["responses"]["Problem"];
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
            409: components["responses"]["Problem"];
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
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
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
    explainVisibility: {
        parameters: {
            query: {
                professional: components["schemas"]["ProfessionalId"];
            };
            header?: never;
            path: {
                document: components["schemas"]["DocumentId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The decision itself, asked on behalf of the professional. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
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
    listPages: {
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
            /** @description Pages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        /** @enum {string} */
                        kind: "image" | "text";
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
    showPage: {
        parameters: {
            query?: {
                /** @description 2 is twice as fine, for zooming and printing. */
                scale?: number;
            };
            header?: never;
            path: {
                document: components["schemas"]["DocumentId"];
                /** @description From 1. */
                page: components["parameters"]["Page"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page; never the file itself, never anything active. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
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
    readPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: components["schemas"]["DocumentId"];
                /** @description From 1. */
                page: components["parameters"]["Page"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Words, in UTF-8. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
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
    replaceDocument: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intention; the same key gives the same answer and does the thing once. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
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
                "multipart/form-data": components["schemas"]["DocumentReplacement"];
            };
        };
        responses: {
            /** @description The new version, seen by the same people as the one before. */
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
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            507: components["responses"]["Problem"];
        };
    };
    showThumbnail: {
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
            /** @description A picture of at most 240 pixels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
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
    listDocumentVersions: {
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
            /** @description At least the one asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Document"][];
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
    searchDocuments: {
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
                "application/json": components["schemas"]["DocumentSearch"];
            };
        };
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
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
    listFormerSpaces: {
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
            /** @description Those there are; usually none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FormerSpace"][];
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
    listFormerHistory: {
        parameters: {
            query?: {
                /** @description Opaque; from `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                former: string;
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
                        items: components["schemas"]["FormerAct"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem"];
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
    showRecordVisibility: {
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
            /** @description How it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordVisibility"];
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
    changeRecordVisibility: {
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
                    all_hidden: boolean;
                };
            };
        };
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordVisibility"];
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
    previewVisibility: {
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
                    all_hidden?: boolean;
                    appoint?: components["schemas"]["ProfessionalId"];
                    block?: components["schemas"]["ProfessionalId"];
                    document?: components["schemas"]["DocumentId"];
                    hidden?: boolean;
                    hidden_from?: components["schemas"]["ProfessionalId"][];
                    remove?: components["schemas"]["ProfessionalId"];
                    unblock?: components["schemas"]["ProfessionalId"];
                };
            };
        };
        responses: {
            /** @description Counted over the latest two thousand documents; nothing is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisibilityPreview"];
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
                        /** @description Plain words for patients, each with the type it is filed as (DOC-16, DOC-17). */
                        kinds: {
                            code: string;
                            label: string;
                            section: string;
                            type: string;
                        }[];
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
    fhirProvideDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/fhir+json": components["schemas"]["FhirBundle"];
            };
        };
        responses: {
            /** @description transaction-response; one entry for each of the request, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": components["schemas"]["FhirResource"];
                };
            };
            400: components["responses"]["Outcome"];
            401: components["responses"]["Outcome"];
            403: components["responses"]["Outcome"];
            404: components["responses"]["Outcome"];
            405: components["responses"]["Outcome"];
            409: components["responses"]["Outcome"];
            412: components["responses"]["Outcome"];
            413: components["responses"]["Outcome"];
            415: components["responses"]["Outcome"];
            422: components["responses"]["Outcome"];
            429: components["responses"]["Outcome"];
            500: components["responses"]["Outcome"];
            503: components["responses"]["Outcome"];
        };
    };
    fhirRetrieveDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    "application/fhir+json": components["schemas"]["FhirResource"];
                    "application/pdf": string;
                    "application/rtf": string;
                    "image/jpeg": string;
                    "image/tiff": string;
                    "text/plain": string;
                };
            };
            401: components["responses"]["Outcome"];
            403: components["responses"]["Outcome"];
            404: components["responses"]["Outcome"];
            405: components["responses"]["Outcome"];
            422: components["responses"]["Outcome"];
            429: components["responses"]["Outcome"];
            500: components["responses"]["Outcome"];
            503: components["responses"]["Outcome"];
        };
    };
    fhirFindDocuments: {
        parameters: {
            query: {
                _count?: number;
                /** @description From the link next. */
                cursor?: string;
                /** @description DocumentReference.date - the day of the deposit (UTC), with prefix ge, le or none; twice for a period. */
                date?: string[];
                patient: string;
                /** @description The day of the act, context.period - with prefix ge, le or none; twice for a period. */
                period?: string[];
                status?: "current";
                /** @description Code, or system|code. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description searchset Bundle; an organisation finds what it deposited (GRD-10). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": components["schemas"]["FhirResource"];
                };
            };
            400: components["responses"]["Outcome"];
            401: components["responses"]["Outcome"];
            403: components["responses"]["Outcome"];
            404: components["responses"]["Outcome"];
            405: components["responses"]["Outcome"];
            422: components["responses"]["Outcome"];
            429: components["responses"]["Outcome"];
            500: components["responses"]["Outcome"];
            503: components["responses"]["Outcome"];
        };
    };
    fhirShowDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DocumentReference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": components["schemas"]["FhirResource"];
                };
            };
            401: components["responses"]["Outcome"];
            403: components["responses"]["Outcome"];
            404: components["responses"]["Outcome"];
            405: components["responses"]["Outcome"];
            422: components["responses"]["Outcome"];
            429: components["responses"]["Outcome"];
            500: components["responses"]["Outcome"];
            503: components["responses"]["Outcome"];
        };
    };
    fhirShowSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": components["schemas"]["FhirResource"];
                };
            };
            401: components["responses"]["Outcome"];
            403: components["responses"]["Outcome"];
            404: components["responses"]["Outcome"];
            405: components["responses"]["Outcome"];
            422: components["responses"]["Outcome"];
            429: components["responses"]["Outcome"];
            500: components["responses"]["Outcome"];
            503: components["responses"]["Outcome"];
        };
    };
    fhirMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CapabilityStatement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": components["schemas"]["FhirResource"];
                };
            };
            405: components["responses"]["Outcome"];
            429: components["responses"]["Outcome"];
            500: components["responses"]["Outcome"];
            503: components["responses"]["Outcome"];
        };
    };
}
