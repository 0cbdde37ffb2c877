import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KAZOO_DENY_LIST, NO_DENY_LIST } from '../callflow/denyList';
import { SWITCH_VERSIONS, type SwitchTarget } from '../switchVersion';
import { judgeAnswer } from './judgeAnswer';
import { JUDGEMENT_CODES, type DeliveredAnswer, type JudgeSettings, type Outcome, type UndeliveredAnswer } from './judgement';

const TTS = '{"module":"tts","data":{"text":"hi"},"children":{}}';
const TWIML = '<Response><Hangup/></Response>';
const JSON_TYPE = 'application/json';

interface Given {
	readonly status?: number;
	readonly type?: string | undefined;
	readonly body?: string | Uint8Array;
	readonly headers?: Record<string, string>;
}

function answer({ status = 200, type, body = '', headers = {} }: Given): DeliveredAnswer {
	return { status, headers: type === undefined ? headers : { 'content-type': type, ...headers }, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** Outcomes on 4.3, master, K5 and any. */
function outcomes(given: Given | UndeliveredAnswer, settings: Partial<JudgeSettings> = {}): Outcome[] {
	const judged = 'failure' in given ? given : answer(given);
	const targets: readonly SwitchTarget[] = [...SWITCH_VERSIONS, 'any'];
	return targets.map((version) => judgeAnswer(judged, { deny: KAZOO_DENY_LIST, ...settings, version }).outcome);
}

function json(body: string): Given {
	return { type: JSON_TYPE, body };
}

const same = (outcome: Outcome): Outcome[] => [outcome, outcome, outcome, outcome];
const REFUSED: Outcome[] = ['silence', 'silence', 'unknown', 'unknown'];

describe('what became of the request, on KAZOO 4.3, master, KAZOO 5 and any of them', () => {
	it.each<[string, Given | UndeliveredAnswer, Outcome[]]>([
		['200 with a callflow', { type: JSON_TYPE, body: TTS }, same('runs')],
		['206 with a callflow', { status: 206, type: JSON_TYPE, body: TTS }, same('runs')],
		...[201, 202, 203, 204, 205, 207, 226, 299].map((status): [string, Given, Outcome[]] => [`${status}`, { status, type: JSON_TYPE, body: TTS }, same('failback')]),
		...[300, 301, 302, 303, 304, 305, 307, 308].map((status): [string, Given, Outcome[]] => [`${status} not followed`, { status, headers: { location: '/x' } }, same('failback')]),
		...[400, 401, 403, 404, 410, 422, 429, 500, 501, 502, 503, 504, 599].map((status): [string, Given, Outcome[]] => [`${status}`, { status, type: 'text/html', body: 'nope' }, same('failback')]),
		['an error with a callflow in it', { status: 500, type: JSON_TYPE, body: TTS }, same('failback')],
		['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }, same('failback late')],
		['503 with Retry-After 99', { status: 503, headers: { 'retry-after': '99' } }, same('failback late')],
		['503 with Retry-After 100', { status: 503, headers: { 'retry-after': '100' } }, same('failback')],
		['503 with a date in Retry-After', { status: 503, headers: { 'retry-after': 'Fri, 30 May 2025 10:00:00 GMT' } }, same('failback')],
		['500 with Retry-After', { status: 500, headers: { 'retry-after': '1' } }, same('failback')],
		['600', { status: 600, type: JSON_TYPE, body: TTS }, same('failback late')],
		['999', { status: 999, type: JSON_TYPE, body: TTS }, same('failback late')],
		...(['refused', 'dns', 'tls', 'timeout', 'closed'] as const).map((failure): [string, UndeliveredAnswer, Outcome[]] => [
			failure, { failure }, ['failback', 'failback late', 'failback', 'failback late'],
		]),
		['a URL the client refuses', { failure: 'invalid-url' }, same('failback')],
	])('%s', (_what, given, expected) => {
		expect(outcomes(given)).toEqual(expected);
	});
});

describe('what stands in the body, on KAZOO 4.3, master, KAZOO 5 and any of them', () => {
	it.each<[string, Given, Outcome[]]>([
		['nothing, as JSON', json(''), same('hangup')],
		['nothing, as XML', { type: 'text/xml' }, same('hangup')],
		['nothing, without a type', {}, same('hangup')],
		['not UTF-8', { type: JSON_TYPE, body: Uint8Array.of(0x22, 0xeb, 0x22) }, same('failback')],
		['not UTF-8, as XML', { type: 'text/xml', body: Uint8Array.of(0x3c, 0xff) }, same('failback')],
		['a UTF-8 surrogate', { type: JSON_TYPE, body: Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22) }, same('failback')],
		['gzip', { type: JSON_TYPE, body: Uint8Array.of(0x1f, 0x8b, 8, 0) }, same('failback')],
		['white space', json(' \n'), same('hangup')],
		['truncated JSON', json('{"module":"tts","data":'), same('hangup')],
		['the PHP example with its missing brace', json('{"module":"tts","data":{"text":"hi"}'), same('hangup')],
		['a comment', json(`/* hi */${TTS}`), same('hangup')],
		['something behind the JSON', json(`${TTS};`), same('hangup')],
		['a byte-order mark', json(`\ufeff${TTS}`), same('hangup')],
		['half a surrogate pair', json('{"module":"tts","data":{"text":"\\ud83d"}}'), same('hangup')],
		['plain text', json('Workflow was started'), same('hangup')],
		['a web page', json('<html><body>502</body></html>'), same('hangup')],
		['TwiML as JSON', json(TWIML), same('hangup')],
		['white space around the JSON', json(`\n  ${TTS}\r\n`), same('runs')],
		['no data', json('{"module":"hangup"}'), same('runs')],
		['unknown keys', json('{"module":"tts","data":{"text":"hi","foo":1},"note":2}'), same('runs')],
		['a list', json('[]'), REFUSED],
		['a text', json('"hi"'), REFUSED],
		['a number', json('5'), REFUSED],
		['null', json('null'), REFUSED],
		['an empty object', json('{}'), REFUSED],
		['the flow wrapper', json(`{"flow":${TTS}}`), REFUSED],
		['the data wrapper', json(`{"data":{"flow":${TTS}}}`), REFUSED],
		['an unknown module', json('{"module":"say","data":{"text":"hi"}}'), REFUSED],
		['an empty child', json('{"module":"tts","data":{"text":"hi"},"children":{"_":{}}}'), REFUSED],
		['children in a list', json('{"module":"tts","data":{"text":"hi"},"children":[]}'), REFUSED],
		['a fault far below', json(`{"module":"menu","data":{},"children":{"1":{"module":"play","data":{"loop_count":0}}}}`), REFUSED],
		['a float for an integer', json('{"module":"user","data":{"timeout":20.0}}'), REFUSED],
		['an exponent for an integer', json('{"module":"sleep","data":{"duration":1e3}}'), REFUSED],
		['a huge integer', json('{"module":"user","data":{"timeout":99999999999999999999}}'), same('runs')],
		['a denied host', json('{"module":"pivot","data":{"voice_url":"http://localhost:8080/"}}'), REFUSED],
		['a module 4.3 does not have', json('{"module":"answer","data":{}}'), ['silence', 'runs', 'runs', 'silence']],
		['a module only KAZOO 5 has', json('{"module":"tones","data":{}}'), ['silence', 'silence', 'runs', 'silence']],
		['a number as variable', json('{"module":"set_variables","data":{"custom_application_vars":{"a":1}}}'), ['silence', 'runs', 'runs', 'silence']],
		['an empty TwiML document', { type: 'text/xml', body: '<Response/>' }, ['silence', 'silence', 'unknown', 'unknown']],
		['the same, spelled out', { type: 'text/xml', body: '<?xml version="1.0"?>\n<Response></Response>' }, ['silence', 'silence', 'unknown', 'unknown']],
		['another root element', { type: 'text/xml', body: '<Twiml><Hangup/></Twiml>' }, same('hangup')],
		['TwiML', { type: 'text/xml', body: TWIML }, same('unknown')],
		['JSON as XML', { type: 'text/xml', body: TTS }, same('hangup')],
	])('%s', (_what, given, expected) => {
		expect(outcomes(given)).toEqual(expected);
	});

	it('a denied host is fine on a switch that denies none', () => {
		const given = json('{"module":"pivot","data":{"voice_url":"http://localhost:8080/next"},"children":{"_":{"module":"hangup"}}}');
		expect(outcomes(given, { deny: NO_DENY_LIST })).toEqual(same('runs'));
	});
});

describe('the content type', () => {
	it.each<[string | undefined, 'JSON' | 'XML' | 'both']>([
		['application/json', 'JSON'], ['application/json; charset=utf-8', 'JSON'], ['application/json;charset=latin1', 'JSON'], ['  application/json  ;x', 'JSON'],
		['text/xml', 'XML'], ['application/xml', 'XML'], ['text/xml; charset=utf-8', 'XML'], [undefined, 'XML'],
		['Application/JSON', 'both'], ['TEXT/XML', 'both'], ['text/html', 'both'], ['text/plain; charset=utf-8', 'both'], ['application/vnd.api+json', 'both'],
		['application/json, text/xml', 'both'], ['text/json', 'both'], ['audio/mpeg', 'both'], ['', 'both'], [';', 'both'],
	])('%j is read as %s', (type, reader) => {
		const expected: Record<typeof reader, [Outcome[], Outcome[], Outcome[]]> = {
			JSON: [same('runs'), same('hangup'), same('hangup')],
			XML: [same('hangup'), same('unknown'), same('hangup')],
			both: [same('runs'), ['hangup', 'hangup', 'unknown', 'unknown'], same('hangup')],
		};
		expect([outcomes({ type, body: TTS }), outcomes({ type, body: TWIML }), outcomes({ type, body: '<html></html>' })]).toEqual(expected[reader]);
	});
});

describe('a pivot with a cdr_url', () => {
	it.each<[string, Given, Outcome[]]>([
		['a callflow', json(TTS), same('runs')],
		['an error', { status: 500 }, same('failback')],
		['nothing', json(''), ['failback late', 'failback late', 'hangup', 'hangup']],
		['invalid JSON', json('{a:1}'), ['failback late', 'failback', 'hangup', 'hangup']],
		['something behind the JSON', json('{} x'), ['failback late', 'failback', 'hangup', 'hangup']],
		['truncated JSON', json('{"a":'), ['failback', 'failback', 'hangup', 'hangup']],
		['XML that is none', { type: 'text/xml', body: 'hi' }, ['failback', 'failback', 'hangup', 'hangup']],
		['TwiML under another type', { type: 'text/html', body: TWIML }, ['failback late', 'failback late', 'unknown', 'unknown']],
		['a refused callflow', json('{}'), REFUSED],
	])('%s', (_what, given, expected) => {
		expect(outcomes(given, { cdrUrl: true })).toEqual(expected);
	});
});

describe('a switch that treats refused callflows as documented', () => {
	it('hangs up, but not with a cdr_url before KAZOO 5', () => {
		expect(outcomes(json('{}'), { schemaErrors: 'documented' })).toEqual(same('hangup'));
		expect(outcomes(json('{}'), { schemaErrors: 'documented', cdrUrl: true })).toEqual(['silence', 'silence', 'hangup', 'silence']);
	});
});

describe('a judgement', () => {
	it('tells the callflow as answered and as run', () => {
		const judged = judgeAnswer(answer(json('{"module":"flush_dtmf"}')), { version: 'any', deny: KAZOO_DENY_LIST });
		expect(judged.answered).toEqual({ module: 'flush_dtmf' });
		expect(judged.flow).toEqual({ module: 'flush_dtmf', data: { collection_name: 'default' }, children: {} });
	});

	it('tells every problem with its path, and the first one in its reason', () => {
		const judged = judgeAnswer(answer(json('{"module":"tts","data":{"text":"hi"},"children":{"_":{"module":"say"},"1":{}}}')), { version: 'master', deny: KAZOO_DENY_LIST });
		expect(judged.problems.map(({ path }) => path)).toEqual(['children.1.module', 'children._.module']);
		expect(judged.reason).toContain('children.1.module');
		expect(judged.flow).toBeUndefined();
	});

	it('tells warnings, a key written twice among them', () => {
		const judged = judgeAnswer(answer(json('{"module":"pivot","data":{"voice_url":"https://a.example/","voice_url":"https://b.example/"}}')), { version: 'master', deny: KAZOO_DENY_LIST });
		expect(judged.outcome).toBe('runs');
		expect(judged.flow?.data['voice_url']).toBe('https://a.example/');
		expect(judged.warnings.map(({ path, code }) => `${path}: ${code}`)).toEqual([': callflow.no-failback', 'data.voice_url: callflow.duplicate-key']);
	});

	it('for any, names the version that is worst where they differ', () => {
		expect(judgeAnswer({ failure: 'timeout' }, { version: 'any', deny: KAZOO_DENY_LIST }).reason).toMatch(/^KAZOO master: /);
		expect(judgeAnswer(answer(json('{"module":"answer"}')), { version: 'any', deny: KAZOO_DENY_LIST }).reason).toMatch(/^KAZOO 4\.3: /);
		expect(judgeAnswer(answer(json('')), { version: 'any', deny: KAZOO_DENY_LIST }).reason).not.toMatch(/^KAZOO/);
	});

	it.each<[string, Given]>([
		['answer.runs', json(TTS)], ['answer.empty', json('')], ['answer.not-utf8', { body: Uint8Array.of(0xff) }], ['answer.invalid-json', json('{a')],
		['answer.trailing-data', json('{}x')], ['answer.unreadable-json', json('{')], ['answer.callflow-refused', json('{}')], ['answer.status', { status: 404 }],
		['answer.redirect', { status: 302 }], ['answer.retry-after', { status: 503, headers: { 'retry-after': '5' } }], ['answer.odd-status', { status: 700 }],
		['answer.not-json-nor-xml', { type: 'text/html', body: 'hi' }], ['answer.xml', { type: 'text/xml', body: 'hi' }], ['answer.twiml-not-judged', { type: 'text/xml', body: TWIML }],
	])('has the code %s', (code, given) => {
		expect(judgeAnswer(answer(given), { version: 'master', deny: KAZOO_DENY_LIST }).code).toBe(code);
	});

	it('is never an exception, whatever comes', () => {
		const types = fc.option(fc.oneof(fc.constantFrom(JSON_TYPE, 'text/xml', 'text/html', ''), fc.string()), { nil: undefined });
		const texts = fc.oneof(fc.json(), fc.string(), fc.constantFrom(TTS, TWIML, `{"flow":${TTS}}`)).map((text) => new Uint8Array(Buffer.from(text)));
		const bodies = fc.oneof(fc.uint8Array(), texts);
		const given = fc.record({ status: fc.oneof(fc.constant(200), fc.integer()), type: types, body: bodies });
		const settings = fc.record({
			version: fc.constantFrom<SwitchTarget>('any', ...SWITCH_VERSIONS), deny: fc.constant(KAZOO_DENY_LIST), cdrUrl: fc.boolean(),
			schemaErrors: fc.constantFrom('as-built' as const, 'documented' as const),
		});
		fc.assert(fc.property(given, settings, (one, how) => {
			const judged = judgeAnswer(answer(one), how);
			expect(JUDGEMENT_CODES).toContain(judged.code);
			expect(judged.reason).toMatch(/\.$/);
			expect(judged.flow !== undefined).toBe(judged.outcome === 'runs');
		}), { numRuns: 500 });
	});

	it('of a body that is absurdly deep or wide is made without a stack overflow', () => {
		const deep = `${'{"module":"tts","data":{"text":"x"},"children":{"_":'.repeat(20_000)}${TTS}${'}}'.repeat(20_000)}`;
		const judged = judgeAnswer(answer(json(deep)), { version: 'master', deny: KAZOO_DENY_LIST });
		expect(judged.problems.map(({ code }) => code)).toEqual(['callflow.too-deep']);
		expect(judged.answered).toBeUndefined();
		const nested = `{"module":"hangup","children":{"":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`;
		expect(judgeAnswer(answer(json(nested)), { version: 'master', deny: KAZOO_DENY_LIST }).outcome).toBe('silence');
		expect(outcomes(json('['.repeat(100_000)))).toEqual(same('hangup'));
		const wide = Array.from({ length: 20_000 }, (_, index) => `"k${index}":{"module":"hangup"}`).join(',');
		expect(judgeAnswer(answer(json(`{"module":"menu","children":{${wide}}}`)), { version: 'master', deny: KAZOO_DENY_LIST }).outcome).toBe('runs');
	});
});
