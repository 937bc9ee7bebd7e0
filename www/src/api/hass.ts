/** The part of Home Assistant's frontend that the panel uses. */

export type ConnectionEvent = "ready" | "disconnected";

export interface HassConnection {
  readonly connected: boolean;
  subscribeMessage(
    listener: (event: unknown) => void,
    message: { readonly type: string },
    options: { readonly resubscribe: boolean },
  ): Promise<() => Promise<unknown>>;
  sendMessagePromise(message: { readonly type: string; readonly [key: string]: unknown }): Promise<unknown>;
  addEventListener(event: ConnectionEvent, listener: () => void): void;
  removeEventListener(event: ConnectionEvent, listener: () => void): void;
}

/** Asks for an address of Home Assistant with the login of who sits before it. */
export type Fetching = (path: string, wish: RequestInit) => Promise<Response>;

export interface Hass {
  readonly connection: HassConnection;
  readonly fetchWithAuth?: Fetching;
  readonly language: string;
  /** The language that this person has chosen; null: none, Home Assistant goes by the browser. */
  readonly selectedLanguage?: string | null;
  readonly locale?: { readonly time_format: string; readonly time_zone: string };
  readonly config?: { readonly time_zone: string; readonly external_url?: string | null };
  readonly dockedSidebar?: string;
  readonly user?: { readonly name: string };
  readonly devices?: Readonly<Record<string, Device>>;
  readonly entities?: Readonly<Record<string, RegisteredEntity>>;
}

export interface Device {
  /** Pairs of an integration and what it calls the device. */
  readonly identifiers: readonly (readonly string[])[];
  readonly model?: string | null;
}

export interface RegisteredEntity {
  readonly platform?: string;
  readonly device_id?: string | null;
}
