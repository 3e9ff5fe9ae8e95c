import * as z from 'zod/mini';
import { MAX_NAME_LENGTH } from '../../protocol/client-message.ts';
import type { Welcome } from '../../protocol/server-message.ts';
import { makeToken, tokenSchema } from '../../protocol/token.ts';
import { maxLength } from '../../text/length.ts';
import type { SavedItems } from '../device/storage.ts';

const nameSchema = z.string().check(maxLength(MAX_NAME_LENGTH));

const seatSchema = z.object({
  /** The seat's secret. */
  token: tokenSchema,
  /** The id of the room. */
  room: z.string(),
  /** The seat's name. */
  name: nameSchema,
  /** The tab that has the seat. */
  tab: z.string(),
  /** Whether the player has left, so that the page no longer returns to the seat by itself. */
  hasLeft: z.boolean(),
});

const preferencesSchema = z.object({
  name: z._default(nameSchema, ''),
  team: z._default(nameSchema, ''),
  vibrates: z._default(z.boolean(), true),
});

/** The player's last choices. */
export type Preferences = z.infer<typeof preferencesSchema>;

/** The seat in one game, saved in this browser so that the player keeps it after a reload. */
export class SavedSeat {
  readonly #items: SavedItems;
  /** Identifies this tab. */
  readonly #tab = makeToken();
  #hasTaken = false;

  constructor(items: SavedItems) {
    this.#items = items;
  }

  /** Returns the seat to take back; undefined without one, or if the player has left it. */
  toResume(): { readonly token: string; readonly room: string } | undefined {
    const seat = this.#read();
    return seat?.hasLeft ? undefined : seat;
  }

  /** Returns the token to join with: that of the saved seat if it has this name, otherwise a new one. */
  tokenFor(name: string): string {
    const seat = this.#read();
    return seat && (name === '' || name === seat.name) ? seat.token : makeToken();
  }

  /** Saves a seat that this tab has taken, with its name. */
  take({ token, room }: Pick<Welcome, 'token' | 'room'>, name: string): void {
    this.#hasTaken = true;
    this.#items.write('seat', { token, room, name, tab: this.#tab, hasLeft: false });
  }

  leave(): void {
    const seat = this.#read();
    if (seat) this.#items.write('seat', { ...seat, hasLeft: true });
  }

  forget(): void {
    if (!this.isTaken()) this.#items.write('seat', undefined);
  }

  /** Whether another tab has taken the seat since this one did. */
  isTaken(): boolean {
    const seat = this.#read();
    return this.#hasTaken && seat !== undefined && seat.tab !== this.#tab;
  }

  /** Calls `listener` when another tab takes the seat. */
  onTaken(listener: () => void): void {
    this.#items.onChange('seat', () => {
      if (this.isTaken()) listener();
    });
  }

  preferences(): Preferences {
    const saved = preferencesSchema.safeParse(this.#items.read('preferences')).data;
    return saved ?? preferencesSchema.parse({});
  }

  savePreferences(change: Partial<Preferences>): void {
    this.#items.write('preferences', { ...this.preferences(), ...change });
  }

  #read(): z.infer<typeof seatSchema> | undefined {
    return seatSchema.safeParse(this.#items.read('seat')).data;
  }
}
