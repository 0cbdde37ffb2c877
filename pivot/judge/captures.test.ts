import { describe, expect, it } from 'vitest';
import { type AnswerCapture, answerCaptures, capturesMissing, lastAnswer, parseResponse } from '../../test/switchVectors/answers';
import { KAZOO_DENY_LIST } from '../callflow/denyList';
import { isJsonObject, type JsonValue } from '../json';
import { judgeAnswer } from './judgeAnswer';
import type { HttpAnswer, Judgement } from './judgement';

/** Captures in which the switch executed TwiML. They wait until TwiML is judged too. */
const PENDING_TWIML: readonly string[] = ['ct-application-xml'];

const missing = capturesMissing();
const captures = answerCaptures('responses.json');
const twiml = answerCaptures('twiml.json');

/** The captures are measurements of KAZOO master. */
function judged(answer: HttpAnswer): Judgement {
	return judgeAnswer(answer, { version: 'master', deny: KAZOO_DENY_LIST });
}

it.skipIf(missing !== undefined)(`the captures of the real switch are at hand${missing === undefined ? '' : `: ${missing}`}`, () => {
	expect(captures.length).toBeGreaterThan(0);
	expect(twiml.length).toBeGreaterThan(0);
});

describe('an answer is judged as the real switch treated it', () => {
	it.each(captures.map((capture) => [capture.name, capture] as const))('%s', (_name, capture) => {
		const judgement = judged(lastAnswer(capture));
		if (judgement.code === 'answer.twiml-not-judged') {
			expect(executedTwiml(capture), 'only what the switch executed as TwiML may be left unjudged').toBe(true);
			expect(judgement.outcome).toBe('unknown');
			return;
		}
		expect(judgement.outcome).toBe(capture.outcome);
		const run = capture.events.find((event) => event['t'] === 'CHANNEL_PIVOT');
		expect(judgement.flow).toEqual(run ? withChildren(run['flow']) : undefined);
	});

	it.skipIf(missing !== undefined)('leaves the known TwiML captures pending', () => {
		const pending = captures.filter((capture) => judged(lastAnswer(capture)).code === 'answer.twiml-not-judged').map(({ name }) => name);
		expect(pending).toEqual(expect.arrayContaining([...PENDING_TWIML]));
	});
});

describe('a TwiML answer is judged where that takes no parser, and left alone otherwise', () => {
	it.each(twiml.map((capture) => [capture.name, capture] as const))('%s', (_name, capture) => {
		const judgement = judged(parseResponse(capture.given[0] ?? Buffer.alloc(0)));
		if (executedTwiml(capture)) {
			expect(judgement).toMatchObject({ outcome: 'unknown', code: 'answer.twiml-not-judged' });
		} else {
			expect(judgement.outcome).toBe(capture.events.some((event) => event['app'] === 'hangup') ? 'hangup' : 'failback');
		}
	});
});

/** The switch announced that it takes the XML it was given. */
function executedTwiml({ events, given: [first = Buffer.alloc(0)] }: AnswerCapture): boolean {
	const answer = parseResponse(first);
	const isXml = !('failure' in answer) && Buffer.from(answer.body).toString('utf8').trimStart().startsWith('<');
	return isXml && events.some((event) => event['event'] === 'processing');
}

/** A node without `children` stands in a capture as it was sent; ours always has them. */
function withChildren(flow: JsonValue | undefined): JsonValue | undefined {
	if (!isJsonObject(flow)) return flow;
	const children = isJsonObject(flow['children']) ? flow['children'] : {};
	return {
		...flow,
		children: Object.fromEntries(Object.entries(children).map(([key, child]) => [key, withChildren(child) ?? null])),
	};
}
