import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { isMoveCode } from '../../protocol/move-code.ts';
import { connectingMessage } from '../../words/game.ts';
import type { BrowserGame } from '../game/browser-game.ts';
import { useSnapshot } from '../game/hooks.ts';
import {
  type JoinFieldName,
  type JoinForm,
  type JoinProblem,
  fieldsOf,
  problemFrom,
  requestFrom,
} from './join-form.ts';

/** Asks for the PIN, the name and the team, or for a move code. */
export function JoinScreen({ game }: { readonly game: BrowserGame }) {
  const snapshot = useSnapshot(game.seat);
  const info = useSnapshot(game.info);
  const entry = useSnapshot(game.entry);
  const [form, setForm] = useState<JoinForm>(() => ({
    isMoving: isMoveCode(entry.code),
    code: entry.code,
    name: entry.name,
    team: entry.team,
  }));
  const { isMoving } = form;
  const [problem, setProblem] = useState<JoinProblem | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const { rejection, connection } = snapshot;
  useEffect(() => setProblem(problemFrom({ rejection, connection })), [rejection, connection]);
  useEffect(() => {
    // So that the field can be corrected at once, and phones show their keyboard.
    if (problem?.field) element.current?.querySelector<HTMLElement>(`[name=${problem.field}]`)?.focus();
  }, [problem]);
  const isBusy = connection === 'connecting';
  const fields = fieldsOf(form, info);
  const change = (field: JoinFieldName, value: string) => {
    setForm((before) => ({ ...before, [field]: value }));
    setProblem((before) => (before?.field === field || before?.field === null ? null : before));
  };
  const join = () => {
    if (isBusy) return;
    const request = requestFrom(form, info);
    if ('message' in request) setProblem(request);
    else game.join(request);
  };
  return (
    <form
      ref={element}
      class="join"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <h1>{info.game?.title || 'Join the game'}</h1>
      {info.status === 'unreachable' && (
        <p class="problem" role="alert">
          {info.message ?? 'Cannot reach the game.'}{' '}
          <button type="button" class="button-link" onClick={() => game.refreshInfo()}>
            Try again
          </button>
        </p>
      )}
      <Field
        label={isMoving ? 'Move code' : 'PIN'}
        hint={isMoving ? "It's on your other device" : "It's on the host's screen"}
        problem={problem?.field === 'code' ? problem.message : null}
      >
        {(props) => (
          <input
            {...props}
            name="code"
            class="input input-code"
            // A phone needs its full keyboard for a move code.
            inputMode={isMoving ? 'text' : 'numeric'}
            autoCapitalize="characters"
            autoComplete="off"
            spellcheck={false}
            maxLength={20}
            value={form.code}
            onInput={({ currentTarget }) => change('code', currentTarget.value)}
          />
        )}
      </Field>
      {fields.name && (
        <Field
          label="Your name"
          hint="How others will see you"
          problem={problem?.field === 'name' ? problem.message : null}
        >
          {(props) => (
            <input
              {...props}
              name="name"
              class="input"
              autoComplete="nickname"
              autoCapitalize="words"
              spellcheck={false}
              maxLength={48}
              enterkeyhint="go"
              value={form.name}
              onInput={({ currentTarget }) => change('name', currentTarget.value)}
            />
          )}
        </Field>
      )}
      {fields.team && (
        <Field label="Your team" problem={problem?.field === 'team' ? problem.message : null}>
          {(props) => (
            <select
              {...props}
              name="team"
              class="input"
              value={form.team}
              onChange={({ currentTarget }) => change('team', currentTarget.value)}
            >
              <option value="">The smallest team</option>
              {info.game?.teams.map((team) => (
                <option key={team} value={team}>
                  {team}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {problem?.field === null && (
        <p class="problem" role="alert">
          {problem.message}
        </p>
      )}
      <button type="submit" class="button button-main" aria-disabled={isBusy}>
        {isBusy ? 'Joining…' : isMoving ? 'Continue here' : 'Join'}
      </button>
      <p class="join-status" role="status">
        {isBusy ? connectingMessage(rejection !== null, '…') : ''}
      </p>
      <button
        type="button"
        class="button-link"
        onClick={() => {
          setForm((before) => ({ ...before, isMoving: !before.isMoving, code: '' }));
          setProblem(null);
        }}
      >
        {isMoving ? 'Join with a PIN' : 'Already playing on another device?'}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it; null if nothing. */
  readonly problem: string | null;
  readonly children: (props: {
    readonly id: string;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string;
  }) => ComponentChildren;
}

/** A labelled field, with a hint, or what is wrong with it. */
function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': problem !== null, 'aria-describedby': `${id}-about` })}
      <p id={`${id}-about`} class={problem === null ? 'hint' : 'problem'}>
        {problem ?? hint ?? ''}
      </p>
    </div>
  );
}
