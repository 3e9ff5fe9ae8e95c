import type { PlayerSeat, PlayerSnapshot } from '../../../client/player-seat.ts';
import type { KeyPress } from '../../keys.ts';
import {
  type Details,
  type JoinHelp,
  type Joining,
  type Prompt,
  askAddress,
  askAgain,
  joinStep,
  proceed,
} from './join-state.ts';
import { pasteInto } from '../../ui/text-field.ts';
import { Store } from '../../../store.ts';

/** What to show of the way into a game, and of the game. */
export interface JoinFlowSnapshot {
  /** What is being asked; null where nothing is. */
  readonly prompt: Prompt | null;
  /** Of the seat that was asked for last; null before. */
  readonly game: PlayerSnapshot | null;
}

/**
 * The way into a game: from what is known and what is typed to a seat, and back to the prompt for what the server did not take.
 * It changes at once with the seat and with each key, so that a key that comes right behind goes where it belongs.
 */
export class JoinFlow extends Store<JoinFlowSnapshot> {
  readonly #help: JoinHelp;
  #joining: Joining;
  #unsubscribe: () => void = () => undefined;
  /** Keys that came while the server was asked whether it wants a name. */
  #ahead: KeyPress[] = [];

  constructor(details: Details, help: JoinHelp) {
    super({ prompt: null, game: null });
    this.#help = help;
    this.#joining = proceed({ details, seat: null, isChosen: false }, help.connect);
    this.#follow(this.#joining.seat);
    this.#update();
  }

  get seat(): PlayerSeat | null {
    return this.#joining.seat;
  }

  /** Whether the next keys may turn out to be a name. */
  get mayAskForName(): boolean {
    const { details, prompt, seat } = this.#joining;
    return prompt === null && details.name === undefined && seat?.snapshot().connection === 'connecting';
  }

  /** Takes a key for the prompt, or for one that may come. */
  press(keyPress: KeyPress): void {
    if (this.mayAskForName) this.#ahead.push(keyPress);
    else this.#set(joinStep(this.#joining, keyPress, this.#help));
  }

  /** Takes a paste for the prompt, where there is one. */
  paste(text: string): void {
    const { prompt } = this.#joining;
    if (prompt) this.#set({ ...this.#joining, prompt: { ...prompt, field: pasteInto(prompt.field, text) } });
  }

  /** Joins again as before. */
  tryAgain(): void {
    this.#set(proceed(this.#joining, this.#help.connect));
  }

  #set(joining: Joining): void {
    const before = this.#joining.seat;
    this.#joining = joining;
    if (joining.seat !== before) {
      before?.leave();
      this.#follow(joining.seat);
    }
    this.#update();
  }

  #follow(seat: PlayerSeat | null): void {
    this.#unsubscribe();
    this.#unsubscribe = seat?.subscribe(() => this.#seatChanged(seat.snapshot())) ?? (() => undefined);
  }

  #seatChanged({ connection, welcome, rejection, end }: PlayerSnapshot): void {
    const isAsking = this.#joining.prompt !== null;
    if (!isAsking && !welcome && connection === 'idle' && rejection) {
      this.#joining = askAgain(this.#joining, rejection) ?? this.#joining;
    }
    if (!isAsking && !welcome && end?.type === 'failure') {
      this.#set(askAddress(this.#joining, end.message));
    }
    this.#update();
    if (this.#joining.prompt?.detail === 'name')
      for (const keyPress of this.#ahead.splice(0)) this.press(keyPress);
    if (welcome) this.#ahead = [];
  }

  #update(): void {
    const { prompt, seat } = this.#joining;
    this.update({ prompt, game: seat?.snapshot() ?? null });
  }
}
