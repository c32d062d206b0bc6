// Generated from contracts/http by `npm run contracts`. Do not edit.
export interface paths {
    "/api/consent/emergencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The review queue of the medical officer */
        get: operations["listEmergencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/emergencies/{emergency}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what the review found, once */
        put: operations["reviewEmergency"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/emergency-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Unusual uses of emergency access raised in the last thirty days */
        get: operations["listEmergencyAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/grid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The authorization grid in force (GRD-01 to GRD-07) */
        get: operations["showGrid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/grids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the grid, published or proposed (GRD-07) */
        get: operations["listGrids"];
        put?: never;
        /** Propose a version made from another, cell by cell (GRD-07) */
        post: operations["proposeGrid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/grids/{version}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Publish a proposal of somebody else (four eyes) */
        put: operations["approveGrid"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/grids/{version}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a proposal */
        delete: operations["withdrawGrid"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/grids/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one version opens and closes against another */
        get: operations["compareGrids"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/grids/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose a whole version: other types, other columns (GRD-07)
         * @description The form of services/consent/data; what it means is checked, and another operator publishes it.
         */
        post: operations["proposeGridFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/history-checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed statements of the heads of all histories, in their order (HIS-07) */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/history-checkpoints/files/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that a statement names by the SHA-256 of its content */
        get: operations["showCheckpointFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/history-checkpoints/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every key that ever signed a statement (RFC 7517) */
        get: operations["listCheckpointKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/history-verifier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The program that checks an exported history (contracts/verify_history.py) */
        get: operations["showHistoryVerifier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare care with the person's agreement: the ground of access (ACC-12, C-14) */
        post: operations["declareCare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/accesses/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The professional's own ground of access */
        get: operations["showMyAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/emergencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Emergency accesses to the record, newest first (EMG-10) */
        get: operations["listRecordEmergencies"];
        put?: never;
        /** Read without authorisation for some minutes, on a stated ground (EMG-06, EMG-09) */
        post: operations["openEmergency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/emergency-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The two switches of emergency access (EMG-01 to EMG-05) */
        get: operations["showEmergencySettings"];
        /** Set one switch, or both, each on its own (EMG-04) */
        put: operations["changeEmergencySettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything others did, newest first, searched by period, author and kind of act (HIS-01, HIS-06) */
        get: operations["listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/history/{entry}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A past decision, with the version of the grid that took it */
        get: operations["explainHistoryEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/history/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history as a file; for people what the search finds, for the verifier all of it (HIS-01, HIS-07) */
        get: operations["exportHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/history/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who acted how often, which kinds of acts there are, how many each month (HIS-01) */
        get: operations["showHistoryOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/professionals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Professionals in contact with the record (ACC-03, ACC-04) */
        get: operations["listProfessionals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/professionals/{professional}/administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the professional who helps manage the data; at most one (ADM-01 to ADM-03, ADM-09) */
        put: operations["appointAdministrator"];
        post?: never;
        /** Take the administrator status back (ADM-04) */
        delete: operations["removeAdministrator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/professionals/{professional}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Block a professional (ACC-07, ACC-10) */
        put: operations["blockProfessional"];
        post?: never;
        /** Lift the block (ACC-09) */
        delete: operations["unblockProfessional"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/records/{record}/professionals/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Those of the professionals in contact whose name, profession or structure holds these words (ACC-03, ACC-04)
         * @description In a body, so that no address and no log keeps whom somebody looked for.
         */
        post: operations["searchProfessionals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consent/revocation-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long decisions took until every enforcement point had applied them (ACC-10) */
        get: operations["showRevocationFigures"];
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
        Access: {
            administrator: boolean;
            /** @enum {string} */
            ground: "care" | "samu" | "emergency";
            record: components["schemas"]["RecordId"];
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            state: "authorized" | "emergency";
            /**
             * Format: date-time
             * @description When an emergency access ends; null for care.
             */
            until: string | null;
        };
        BlockAnswer: {
            acknowledged_in_ms: number | null;
            relation: components["schemas"]["Relation"];
            /** @enum {string} */
            state: "effective" | "spreading";
        };
        Checkpoint: {
            /** Format: date-time */
            at: string;
            number: number;
            /** @description Compact JWS (RFC 7515, EdDSA); docs/decisions/history-proof.md says what it holds. */
            statement: string;
        };
        Coded: {
            code: string;
            label: string;
        };
        Emergencies: {
            items: components["schemas"]["Emergency"][];
            next: string | null;
        };
        Emergency: {
            /** @enum {string} */
            cause: "emergency-call" | "unconscious" | "vital-distress" | "accident" | "poisoning" | "confusion" | "other";
            /** @enum {string} */
            ground: "samu" | "emergency";
            id: components["schemas"]["EmergencyId"];
            /** Format: date-time */
            opened_at: string;
            professional: components["schemas"]["Professional"];
            review: {
                /** Format: date-time */
                at: string;
                justified: boolean;
                note: string;
            } | null;
            signals: ("many-records" | "many-in-a-day" | "stopped" | "same-name" | "no-later-care")[];
            /** Format: date-time */
            until: string;
            words: string;
        };
        EmergencyAlerts: {
            items: {
                /** Format: date-time */
                at: string;
                count: number;
                professional: components["schemas"]["Professional"];
                /** @enum {string} */
                signal: "many-records" | "many-in-a-day" | "stopped" | "same-name" | "no-later-care";
            }[];
        };
        EmergencyId: string;
        EmergencySettings: {
            /** Format: date-time */
            changed_at: string | null;
            immediate_risk: boolean | null;
            regulation: boolean | null;
        };
        /** @description The switches as they are now, and whether what had to end with them has ended everywhere. */
        EmergencySettingsAnswer: components["schemas"]["EmergencySettings"] & {
            /** @enum {string} */
            state: "effective" | "spreading";
        };
        EntryExplanation: {
            allowed: boolean | null;
            /** Format: date-time */
            at: string;
            capacity: string;
            column: components["schemas"]["Coded"] | null;
            grid: {
                /** Format: date */
                effective: string;
                name: string;
                source: string;
            } | null;
            ground: components["schemas"]["HistoryGround"] | null;
            type: components["schemas"]["Coded"] | null;
        };
        Grid: {
            columns: {
                id: string;
                label: string;
            }[];
            /** Format: date */
            effective: string;
            name: string;
            rows: {
                allowed: string[];
                /** @description Class of documents (ANS, TRE_A03-ClasseDocument). */
                class: string | null;
                label: string;
                type: string;
            }[];
            source: string;
        };
        /** @description Which professionals a column takes; services/consent/README.md says how. */
        GridColumn: {
            activity_codes: string[];
            id: string;
            label: string;
            profession_codes: string[];
            role_codes: string[];
            specialty_codes: string[];
        };
        GridComparison: {
            after: string;
            before: string;
            closed: {
                column: components["schemas"]["Coded"];
                type: components["schemas"]["Coded"];
            }[];
            columns_changed: components["schemas"]["Coded"][];
            opened: {
                column: components["schemas"]["Coded"];
                type: components["schemas"]["Coded"];
            }[];
            types_added: components["schemas"]["Coded"][];
            types_removed: components["schemas"]["Coded"][];
        };
        GridFile: {
            columns: components["schemas"]["GridColumn"][];
            /** Format: date */
            effective: string;
            legal?: string;
            name: components["schemas"]["GridName"];
            official_location?: string[];
            outside?: components["schemas"]["GridColumn"][];
            publisher?: string;
            remarks?: string[];
            rows: {
                allowed: string[];
                class?: string;
                label: string;
                type: string;
            }[];
            scope?: string;
            source: string;
            title?: string;
        };
        /** @description Its date of effect, and a number when a day has several. */
        GridName: string;
        GridVersions: {
            items: {
                /** @description Published by two operators; otherwise loaded by a command. */
                approved: boolean;
                /** Format: date */
                effective: string;
                /** @description Proposed by who asks, who cannot approve it. */
                mine: boolean;
                name: string;
                source: string;
                /** @enum {string} */
                state: "proposed" | "scheduled" | "in-force" | "past";
            }[];
        };
        /** @enum {string} */
        HistoryAction: "access-declared" | "documents-listed" | "document-consulted" | "document-deposited" | "document-hidden" | "document-unhidden" | "document-deleted" | "document-replaced" | "document-announced" | "document-visibility-changed" | "all-documents-hidden" | "all-documents-unhidden" | "export-requested" | "support-caller-identified" | "support-identification-failed" | "support-code-sent" | "support-opposition-recorded" | "support-change-proposed" | "support-change-applied" | "support-change-refused" | "support-withdrawal-proposed" | "support-withdrawal-applied" | "support-withdrawal-refused" | "professional-blocked" | "professional-unblocked" | "support-explanation-read" | "emergency-opened" | "emergency-settings-changed" | "administrator-appointed" | "administrator-removed" | "professionals-listed" | "profile-closed" | "profile-reactivated" | "representative-detached" | "message-sent" | "conversations-listed" | "conversation-consulted" | "attachment-consulted" | "profile-consulted" | "profile-entry-added" | "profile-entry-changed" | "profile-entry-removed" | "profile-section-declared";
        HistoryEntry: {
            action: components["schemas"]["HistoryAction"];
            actor: {
                /** @description Of a representative; identity's listRepresentatives says whose it is. */
                account?: string | null;
                display_name: string;
                /** @enum {string} */
                kind: "professional" | "organisation" | "representative" | "support" | "app" | "insurer";
                profession: string | null;
                structure: string | null;
            };
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            capacity: "authorized" | "author" | "administrator" | "emergency" | "depositor" | "representative" | "support" | "insurer";
            ground: components["schemas"]["HistoryGround"] | null;
            hash: string;
            id: string;
            number: number;
            object: {
                id: string;
                /** @enum {string} */
                kind: "document" | "professional" | "profile-section";
                /** @description In French, the type of a document, the name of a professional, the section of the profile. */
                label: string | null;
                type: string | null;
            } | null;
        };
        /**
         * @description On what ground somebody acted; `author`: on what they deposited themselves, `administrator`: although it was hidden.
         * @enum {string}
         */
        HistoryGround: "care" | "author" | "administrator" | "emergency" | "samu" | "patient-request";
        HistoryOverview: {
            actions: {
                action: components["schemas"]["HistoryAction"];
                acts: number;
            }[];
            /** @description The last to act first. */
            actors: {
                account: string | null;
                acts: number;
                display_name: string;
                /** @description What `actor` of a search takes. */
                key: string;
                /** @enum {string} */
                kind: "professional" | "organisation" | "representative" | "support" | "app" | "insurer";
                /** Format: date-time */
                last: string;
                profession: string | null;
                structure: string | null;
            }[];
            /** @description Months with acts (UTC), in their order. */
            months: {
                acts: number;
                month: string;
            }[];
            total: number;
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
        Professional: {
            display_name: string;
            id: components["schemas"]["ProfessionalId"];
            profession: string;
            specialty: string | null;
            structure: string | null;
        };
        ProfessionalId: string;
        RecordEmergencies: {
            items: components["schemas"]["RecordEmergency"][];
        };
        RecordEmergency: {
            /** @enum {string} */
            cause: "emergency-call" | "unconscious" | "vital-distress" | "accident" | "poisoning" | "confusion" | "other";
            /** @enum {string} */
            ground: "samu" | "emergency";
            id: components["schemas"]["EmergencyId"];
            /** Format: date-time */
            opened_at: string;
            professional: components["schemas"]["Professional"];
            /** Format: date-time */
            until: string;
            words: string;
        };
        /** @description Opaque id of one person's space. */
        RecordId: string;
        Relation: {
            administrator: boolean;
            /** @enum {string} */
            began: "declared-care" | "deposit" | "message" | "emergency";
            /** @description May be chosen as administrator (ADM-02, ADM-08). */
            eligible: boolean;
            /** Format: date-time */
            first_contact: string;
            /** Format: date-time */
            last_access: string | null;
            professional: components["schemas"]["Professional"];
            /** @enum {string} */
            state: "contact" | "authorized" | "blocked";
            version: number;
        };
        RelationPage: {
            items: components["schemas"]["Relation"][];
            next: string | null;
        };
        RevocationFigures: {
            periods: {
                acknowledged: number;
                longest_ms: number | null;
                p50_ms: number | null;
                p99_ms: number | null;
                /** @enum {string} */
                period: "hour" | "day" | "month";
                /** @description Answers that had to say so; those points refused whom they were unsure of. */
                spreading: number;
            }[];
            points: {
                /** @description Changes said and not applied there yet. */
                behind: number;
                point: string;
            }[];
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
        Limit: number;
        Record: components["schemas"]["RecordId"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listEmergencies: {
        parameters: {
            query?: {
                /** @description Opaque; from `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
                reviewed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Emergencies"];
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
    reviewEmergency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                emergency: components["schemas"]["EmergencyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    justified: boolean;
                    note: string;
                };
            };
        };
        responses: {
            /** @description Kept. */
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
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listEmergencyAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyAlerts"];
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
    showGrid: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matrix; absent means no. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grid"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listGrids: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridVersions"];
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
    proposeGrid: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    based_on: components["schemas"]["GridName"];
                    cells: {
                        allowed: boolean;
                        column: string;
                        type: string;
                    }[];
                    /** Format: date */
                    effective: string;
                    name: components["schemas"]["GridName"];
                    source: string;
                };
            };
        };
        responses: {
            /** @description Waits for the approval of another operator. */
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
    approveGrid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: components["schemas"]["GridName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published; in force from its date of effect on. */
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
    withdrawGrid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: components["schemas"]["GridName"];
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
    compareGrids: {
        parameters: {
            query: {
                after: components["schemas"]["GridName"];
                before: components["schemas"]["GridName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cell by cell. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GridComparison"];
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
    proposeGridFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GridFile"];
            };
        };
        responses: {
            /** @description Kept until another operator publishes it. */
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
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description Number of the last one known. */
                after?: number;
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Statements; none when there is no newer one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Checkpoint"][];
                    };
                };
            };
            405: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    showCheckpointFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines `label commitment`, sorted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            404: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listCheckpointKeys: {
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
    showHistoryVerifier: {
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
    declareCare: {
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
                    /** @enum {string} */
                    ground: "care";
                    /** @constant */
                    patient_agreed: true;
                };
            };
        };
        responses: {
            /** @description Already open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Access opened, recorded, announced, and applied by every enforcement point. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Recorded and announced; an enforcement point has not applied it yet and refuses until it has. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
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
    showMyAccess: {
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
            /** @description Open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
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
    listRecordEmergencies: {
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
            /** @description The latest hundred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordEmergencies"];
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
    openEmergency: {
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
                    /** @enum {string} */
                    cause: "emergency-call" | "unconscious" | "vital-distress" | "accident" | "poisoning" | "confusion" | "other";
                    /** @enum {string} */
                    ground: "samu" | "emergency";
                    words: string;
                };
            };
        };
        responses: {
            /** @description Open until the moment told, recorded, announced, applied by every enforcement point. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Recorded and announced; an enforcement point has not applied it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
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
    showEmergencySettings: {
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
            /** @description Null where a switch was never set, which is the same as no. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencySettings"];
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
    changeEmergencySettings: {
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
                    /** @description Any other professional, when the condition carries an immediate risk (EMG-03). */
                    immediate_risk?: boolean;
                    /** @description A regulating doctor of a SAMU-Centre 15, on the occasion of an emergency call (EMG-02). */
                    regulation?: boolean;
                };
            };
        };
        responses: {
            /** @description Set, and effective at every enforcement point. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencySettingsAnswer"];
                };
            };
            /** @description Set; what had to end with it is still spreading. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencySettingsAnswer"];
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
    listHistory: {
        parameters: {
            query?: {
                action?: components["schemas"]["HistoryAction"];
                /** @description A key of the overview's actors. */
                actor?: string;
                /** @description Opaque; from `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                /** @description First day, in France. */
                from?: string;
                limit?: components["parameters"]["Limit"];
                /** @description Last day, in France, included. */
                to?: string;
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
                        items: components["schemas"]["HistoryEntry"][];
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
    explainHistoryEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry: string;
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Null where the grid was not asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryExplanation"];
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
    exportHistory: {
        parameters: {
            query: {
                action?: components["schemas"]["HistoryAction"];
                /** @description A key of the overview's actors. */
                actor?: string;
                format: "pdf" | "csv" | "ndjson";
                /** @description First day, in France. */
                from?: string;
                /** @description Last day, in France, included. */
                to?: string;
            };
            header?: never;
            path: {
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. `ndjson` is read by contracts/verify_history.py and takes no notice of the search. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
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
    showHistoryOverview: {
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
            /** @description What a search chooses from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryOverview"];
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
    listProfessionals: {
        parameters: {
            query?: {
                /** @description Opaque; from `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
                state?: "authorized" | "blocked";
            };
            header?: never;
            path: {
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; empty while nobody has accessed (ACC-05). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelationPage"];
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
    appointAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                professional: components["schemas"]["ProfessionalId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Effective. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
                };
            };
            /** @description Still spreading. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
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
    removeAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                professional: components["schemas"]["ProfessionalId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Effective. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
                };
            };
            /** @description Still spreading. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
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
    blockProfessional: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                professional: components["schemas"]["ProfessionalId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Effective: every enforcement point has applied it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
                };
            };
            /** @description Still spreading; points that have not applied it refuse when unsure. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
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
    unblockProfessional: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                professional: components["schemas"]["ProfessionalId"];
                record: components["parameters"]["Record"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Effective. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
                };
            };
            /** @description Still spreading. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockAnswer"];
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
    searchProfessionals: {
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
                    cursor?: string;
                    limit?: number;
                    /** @enum {string} */
                    state?: "authorized" | "blocked";
                    words: string;
                };
            };
        };
        responses: {
            /** @description A page of what was found, in the order of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelationPage"];
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
    showRevocationFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures of nobody, and how far each point has come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevocationFigures"];
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
