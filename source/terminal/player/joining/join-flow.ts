import type { PlayerSeat, PlayerSnapshot } from '../../../client/player-seat.ts';
import { Store } from '../../../store.ts';
import type { KeyPress } from '../../keys.ts';
import {
  type JoinContext,
  type JoinFields,
  type JoinState,
  type Prompt,
  askAfterFailure,
  askAfterRejection,
  askOrJoin,
  pressAtPrompt,
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

  /** Whether the next keys may turn out to be a name. */
  get mayAskForName(): boolean {
    const { fields, prompt, seat } = this.#state;
    return prompt === null && fields.name === undefined && seat?.snapshot().connection === 'connecting';
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
      this.#state = askAfterRejection(this.#state, rejection) ?? this.#state;
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
