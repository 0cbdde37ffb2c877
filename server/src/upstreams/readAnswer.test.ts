import { describe, expect, it } from 'vitest';
import { NO_DENY_LIST } from '../../../pivot/callflow/denyList';
import { PAIRING_HEADERS } from '../../../pivot/pairing/headers';
import { answerKey, sign } from '../../../pivot/pairing/signature';
import { readAnswer, type RawAnswer } from './readAnswer';

const CONTEXT = {
	attemptId: 'a1',
	tokenKey: '5f'.repeat(32),
	judge: { version: 'any', deny: NO_DENY_LIST },
	fallback: '{"module":"tts","data":{"text":"Sorry"}}',
} as const;

const answerOf = (body: string | Buffer, headers: RawAnswer['headers'] = {}, status = 200): RawAnswer =>
	({ status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(body) });

function signedAnswer(body: string): RawAnswer {
	const timestamp = Math.floor(Date.now() / 1000);
	const signature = sign(answerKey(CONTEXT.tokenKey, CONTEXT.attemptId), { purpose: 'answer', method: '', path: '', id: CONTEXT.attemptId, timestamp, body });
	return answerOf(body, { [PAIRING_HEADERS.timestamp]: String(timestamp), [PAIRING_HEADERS.signature]: signature });
}

const REFUSED = JSON.stringify({ module: 'tts', data: {}, children: {} });

describe('an answer of n8n', () => {
	it('is looked into when it is signed', () => {
		expect(readAnswer(signedAnswer(REFUSED), CONTEXT)).toMatchObject({ ok: false, code: 'answer.callflow-refused' });
	});

	it('is not looked into when nobody signed it: only that is told', () => {
		const read = readAnswer(answerOf(REFUSED), CONTEXT);
		expect(read).toMatchObject({ ok: false, code: 'signature.missing', problems: [] });
	});

	it('costs next to nothing unsigned, however long and wrong it is', () => {
		const children = Object.fromEntries(Array.from({ length: 4_000 }, (_, key) => [key, { module: 'tts', data: { text: 1, wrong: [1.0, 'x'.repeat(20)] } }]));
		const long = answerOf(JSON.stringify({ module: 'menu', data: { id: 'x' }, children }));
		const start = performance.now();
		for (let time = 0; time < 100; time += 1) readAnswer(long, CONTEXT);
		expect((performance.now() - start) / 100).toBeLessThan(1);
	});

	it.each([
		['an error of n8n', answerOf('{"code":0,"message":"Error in workflow"}', {}, 500), 'answer.status'],
		['a webhook nobody registered', answerOf('{"code":404}', {}, 404), 'answer.status'],
		['nothing', answerOf(''), 'answer.empty'],
		['a long web page', answerOf(`<!DOCTYPE html><html>${'ö'.repeat(10_000)}</html>`, { 'content-type': 'text/html' }), 'answer.not-json-nor-xml'],
		['a long web page, a byte later', answerOf(`<!DOCTYPE html><html> ${'ö'.repeat(10_000)}</html>`, { 'content-type': 'text/html' }), 'answer.not-json-nor-xml'],
		['a compressed body', answerOf(Buffer.from('1f8b0800000000000003', 'hex')), 'answer.not-utf8'],
	])('unsigned is still called by its name: %s', (_what, answer, code) => {
		expect(readAnswer(answer, CONTEXT)).toMatchObject({ ok: false, code });
	});
});
