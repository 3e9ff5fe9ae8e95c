import type { PlayerSeat, PlayerSnapshot } from '../../../client/player-seat.ts';
import { isMoveCode } from '../../../protocol/move-code.ts';
import { Store } from '../../../store.ts';
import type { KeyPress } from '../../keys.ts';
import {
  type JoinContext,
  type JoinFields,
  type JoinState,
  type Prompt,
  askAfterFailure,
  askAfterRejection,
  askForOtherGame,
  askOrJoin,
  pressAtPrompt,
  showsGameList,
} from './join-state.ts';
import { pasteInto } from '../../ui/text-field.ts';

export interface JoinFlowSnapshot {
  /** Null while nothing is asked for. */
  readonly prompt: Prompt | null;
  /** The newest seat's snapshot; null before there is a seat. */
  readonly game: PlayerSnapshot | null;
}

/**
 * Leads a player into a game: asks for what is missing, joins, and asks again if the server rejects something. The state
 * changes synchronously with the seat and with each key, so that keys that arrive together reach the right prompts.
 */
export class JoinFlow extends Store<JoinFlowSnapshot> {
  readonly #context: JoinContext;
  #state: JoinState;
  #unsubscribe: () => void = () => undefined;
  /** Keys pressed while the server is asked whether it wants a name. */
  #typedAhead: KeyPress[] = [];

  constructor(fields: JoinFields, context: JoinContext) {
    super({ prompt: null, game: null });
    this.#context = context;
    this.#state = askOrJoin({ fields, seat: null, isChosen: false }, context.connect);
    this.#follow(this.#state.seat);
    this.#publish();
  }

  get seat(): PlayerSeat | null {
    return this.#state.seat;
  }

  /** The address of the game, as typed or chosen; undefined before that. */
  get address(): string | undefined {
    return this.#state.fields.address;
  }

  /** Whether Esc leaves, because there is nothing to go back to: at the list of games, or at the address if there is no list. */
  get isAtStart(): boolean {
    const { prompt } = this.#state;
    if (prompt?.asksFor !== 'address') return false;
    return this.#context.games === undefined || showsGameList(prompt);
  }

  /** Whether the next keys may turn out to be a name. */
  get mayAskForName(): boolean {
    const { fields, prompt, seat } = this.#state;
    const mayLackName = fields.name === undefined && !isMoveCode(fields.pin ?? '');
    return prompt === null && mayLackName && seat?.snapshot().connection === 'connecting';
  }

  /** Applies a key to the prompt, or saves it for one that may follow. */
  press(keyPress: KeyPress): void {
    if (this.mayAskForName) this.#typedAhead.push(keyPress);
    else this.#set(pressAtPrompt(this.#state, keyPress, this.#context));
  }

  /** Pastes text into the prompt, if there is one. */
  paste(text: string): void {
    const { prompt } = this.#state;
    if (prompt) this.#set({ ...this.#state, prompt: { ...prompt, input: pasteInto(prompt.input, text) } });
  }

  /** Joins again with what is known. */
  tryAgain(): void {
    this.#set(askOrJoin(this.#state, this.#context.connect));
  }

  /** Joins the same game again with what is known, as a new player. */
  joinAgain(): void {
    this.#set(askOrJoin({ ...this.#state, seat: null }, this.#context.connect));
  }

  /** Leaves the game for another one at the same address. */
  joinOtherGame(): void {
    this.#set(askForOtherGame(this.#state, this.#context.connect));
  }

  #set(state: JoinState): void {
    const before = this.#state.seat;
    this.#state = state;
    if (state.seat !== before) {
      before?.leave();
      this.#follow(state.seat);
    }
    this.#publish();
  }

  #follow(seat: PlayerSeat | null): void {
    this.#unsubscribe();
    this.#unsubscribe = seat?.subscribe(() => this.#onSeatChange(seat.snapshot())) ?? (() => undefined);
  }

  #onSeatChange({ connection, welcome, rejection, end }: PlayerSnapshot): void {
    const isAsking = this.#state.prompt !== null;
    if (!isAsking && !welcome && connection === 'idle' && rejection) {
      this.#state = askAfterRejection(this.#state, rejection, this.#context) ?? this.#state;
    }
    if (!isAsking && !welcome && end?.type === 'failure') {
      this.#set(askAfterFailure(this.#state, end.message));
    }
    this.#publish();
    if (this.#state.prompt?.asksFor === 'name') {
      for (const keyPress of this.#typedAhead.splice(0)) this.press(keyPress);
    }
    if (welcome) this.#typedAhead = [];
  }

  #publish(): void {
    const { prompt, seat } = this.#state;
    this.update({ prompt, game: seat?.snapshot() ?? null });
  }
}
