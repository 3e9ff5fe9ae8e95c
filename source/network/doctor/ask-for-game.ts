import * as z from 'zod/mini';
import { INFO_PATH } from '../../protocol/endpoints.ts';
import { PROTOCOL, VERSION } from '../../protocol/version.ts';
import { cleanText } from '../../quiz/clean-text.ts';
import { parseJson } from '../../quiz/parse-json.ts';
import { type Answer, ask } from './ask.ts';
import { noAnswer, strangeAnswer } from './http-diagnosis.ts';
import { type Finding, type StepResult, runStep } from './step.ts';
import { type Target, patience } from './target.ts';

/** HTTP: whether a termquiz answers, and one that speaks this protocol. */
export async function askForGame(target: Target): Promise<StepResult> {
  return runStep('http', target.system.now, async () => {
    const signal = patience(target);
    const asked = await ask(target, INFO_PATH, {}, signal);
    if (!asked.ok) return asked;
    const { value } = asked;
    return value.ok ? findingFrom(target, value.answer) : noAnswer(target, value, signal);
  });
}

function findingFrom(target: Target, answer: Answer): Finding {
  const game = gameSchema.safeParse(parseJson(answer.body)).data;
  if (answer.status !== 200 || !game) return strangeAnswer(target, answer);
  const { version, protocol, phase } = game;
  const summary = `termquiz ${version}, protocol ${protocol}, phase ${phase}`;
  const data = { status: answer.status, version, protocol, phase };
  if (protocol === PROTOCOL) return { summary: `GET ${INFO_PATH} finds ${summary}`, data };
  const [older, newer] = protocol < PROTOCOL ? ['The host', 'you'] : ['This machine', 'the host'];
  return {
    summary,
    data,
    diagnosis: {
      meaning: `The host's termquiz speaks protocol ${protocol}, this one (${VERSION}) protocol ${PROTOCOL}: they do not understand each other.`,
      advice: `${older} has the older version, ${newer} the newer. Use the host's here: npx termquiz@${version}.`,
    },
  };
}

const text = z.string().check(z.overwrite(cleanText));

const gameSchema = z.object({
  name: z.literal('termquiz'),
  version: text,
  protocol: z.int(),
  phase: text,
});
