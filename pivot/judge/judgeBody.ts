import { checkCallflow, type CheckResult } from '../callflow/check';
import { isCallflow } from '../callflow/checkWalk';
import { fillDefaults } from '../callflow/fillDefaults';
import type { Problem } from '../callflow/problem';
import type { SwitchVersion } from '../switchVersion';
import { decodeJson, type JsonDocument, type JsonFailure } from './decodeJson';
import { decodeUtf8 } from './decodeUtf8';
import type { Verdict } from './judgeExchange';
import type { DeliveredAnswer, JudgeSettings, Judgement } from './judgement';
import { xmlRoot, type XmlRoot } from './xmlRoot';

/** A body, read once for all versions. */
export interface ReadBody {
	/** Which reader the content type asks for (reference "kazoo-pivot" §6.2). */
	readonly reader: 'JSON' | 'XML' | 'both';
	readonly isEmpty: boolean;
	readonly isUtf8: boolean;
	readonly root: XmlRoot;
	/** Present where the reader is asked to read JSON. */
	readonly json?: JsonDocument | JsonFailure;
	/** What the check says, for all versions asked for; present where the JSON could be read. */
	readonly checked?: CheckResult;
}

/** Reads a body the way its content type asks for. */
export function readBody({ headers, body }: DeliveredAnswer, settings: JudgeSettings): ReadBody {
	const reader = readerFor(headers['content-type']);
	const text = decodeUtf8(body);
	const read = { reader, isEmpty: body.length === 0, isUtf8: text !== undefined, root: xmlRoot(text ?? '') };
	if (text === undefined || reader === 'XML') return read;
	const json = decodeJson(text);
	return json.failure === undefined ? { ...read, json, checked: checked(json, settings) } : { ...read, json };
}

/** The part before `;`, spaces trimmed, compared letter by letter; a missing type is taken for XML. */
function readerFor(contentType: string | undefined): ReadBody['reader'] {
	switch ((contentType ?? 'text/xml').split(';')[0]?.replace(/^ +| +$/g, '')) {
		case 'application/json': return 'JSON';
		case 'text/xml':
		case 'application/xml': return 'XML';
		default: return 'both';
	}
}

function checked(json: JsonDocument, { version, deny }: JudgeSettings): CheckResult {
	const { problems, warnings } = checkCallflow(json.value, { version, deny, floats: json.floats });
	return { problems, warnings: [...warnings, ...json.duplicates.map(duplicateWarning)] };
}

function duplicateWarning(keys: readonly (string | number)[]): Problem {
	return {
		path: keys.join('.'), code: 'callflow.duplicate-key',
		message: `“${String(keys.at(-1))}” stands twice here. The switch takes the first, most programs the last. Remove one.`,
		consequence: 'The switch may run something else than you see elsewhere.',
	};
}

/** What the switch does with a body that came with status 200 or 206 (reference "kazoo-pivot" §3, §6.2, §6.3). */
export function judgeBody(body: ReadBody, version: SwitchVersion, settings: JudgeSettings): Verdict {
	if (body.isEmpty) {
		return {
			outcome: keepsCall(version, settings) ? 'failback late' : 'hangup', code: 'answer.empty', source: 'kazoo-pivot §3, capture http-empty-body-200',
			reason: 'The answer is empty; the switch takes that as the end of the call.',
		};
	}
	if (!body.isUtf8) {
		return {
			outcome: 'failback', code: 'answer.not-utf8', source: 'kazoo-pivot §3, captures json-latin1-body, http-gzip',
			reason: 'The body is not UTF-8 (compressed, or in another encoding).',
		};
	}
	if (body.reader === 'XML') return judgeXml(body.root, version, settings);
	if (body.reader === 'both' && (body.root === 'Response' || body.root === 'empty Response')) return mistypedTwiml(version, settings);
	return judgeJson(body, version, settings);
}

function judgeJson({ reader, root, json, checked: result }: ReadBody, version: SwitchVersion, settings: JudgeSettings): Verdict {
	if (!json || json.failure !== undefined) return unreadableJson(reader, root, json, version, settings);
	const problem = result?.problems.find(({ versions }) => versions?.includes(version) ?? true);
	if (!problem) {
		return { outcome: 'runs', code: 'answer.runs', source: 'kazoo-pivot §6.3, §6.5, capture ct-json', reason: 'The switch runs the callflow.' };
	}
	const place = problem.path === '' ? 'its first step' : problem.path;
	const refused = `The switch refuses the callflow, at ${place}: ${problem.message}`;
	const source = 'kazoo-pivot §3, §6.3, captures json-data-wrapped, json-module-unknown';
	const code = 'answer.callflow-refused';
	if (settings.schemaErrors === 'documented') {
		return keepsCall(version, settings)
			? { outcome: 'silence', code, source: 'kazoo-pivot §3', reason: `${refused} With a cdr_url it does not hang up: the call stays up in silence.` }
			: { outcome: 'hangup', code, source: 'kazoo-pivot §3', reason: `${refused} It stores the errors and hangs up.` };
	}
	return version === 'K5'
		? { outcome: 'unknown', code, source: 'kazoo-pivot §3', reason: `${refused} What KAZOO 5 then does to the call is not known.` }
		: { outcome: 'silence', code, source, reason: `${refused} The call stays up, and nobody speaks.` };
}

const JSON_CODES = { 'invalid JSON': 'answer.invalid-json', 'trailing data': 'answer.trailing-data', unreadable: 'answer.unreadable-json' } as const;

/**
 * On 4.3 "invalid JSON" and "trailing data" stop the pivot without a word to the waiting callflow; every other failure tells
 * it. On master all failures tell it (captures `json-comment`, `ct-json-but-xml-body`: `failed` is published for both). It
 * makes a difference only where a cdr_url keeps the pivot from hanging up.
 */
function unreadableJson(
	reader: ReadBody['reader'], root: XmlRoot, json: JsonFailure | undefined, version: SwitchVersion, settings: JudgeSettings,
): Verdict {
	const failure = json?.failure ?? 'unreadable';
	const isSilentStop = version === '4.3' && failure !== 'unreadable';
	const what = root === 'none' ? 'The body is not JSON' : 'The body is a web page or other XML, not JSON';
	const where = json ? `: ${json.detail} (after ${json.at} characters)` : '';
	return {
		outcome: keepsCall(version, settings) ? (isSilentStop ? 'failback late' : 'failback') : 'hangup',
		code: reader === 'both' ? 'answer.not-json-nor-xml' : JSON_CODES[failure],
		source: 'kazoo-pivot §3, §6.3, captures json-comment, json-truncated, ct-json-but-xml-body',
		reason: root === 'none' ? `${what}${where}.` : `${what}.`,
	};
}

function judgeXml(root: XmlRoot, version: SwitchVersion, settings: JudgeSettings): Verdict {
	if (root === 'Response') {
		return { outcome: 'unknown', code: 'answer.twiml-not-judged', source: 'kazoo-pivot §7', reason: 'The body is TwiML, which is not judged here.' };
	}
	if (root === 'empty Response') {
		const reason = 'The TwiML document has nothing in it: the call stays up, and nobody speaks.';
		return { outcome: version === 'K5' ? 'unknown' : 'silence', code: 'answer.xml', source: 'kazoo-pivot §3, §7.1', reason };
	}
	return {
		outcome: keepsCall(version, settings) ? 'failback' : 'hangup', code: 'answer.xml', source: 'kazoo-pivot §3, §6.2, captures ct-none-json-body, other-root',
		reason: root === 'none'
			? 'The switch takes the body for XML, because of its content type or for want of one, and it is none. Send JSON as application/json.'
			: 'The body is XML, but not a TwiML document: its root element is not “Response”.',
	};
}

function mistypedTwiml(version: SwitchVersion, settings: JudgeSettings): Verdict {
	return {
		outcome: version === 'K5' ? 'unknown' : keepsCall(version, settings) ? 'failback late' : 'hangup',
		code: 'answer.not-json-nor-xml', source: 'kazoo-pivot §3, §6.2',
		reason: 'TwiML must be sent as text/xml or application/xml; under any other content type the switch does not run it.',
	};
}

/** With a cdr_url 4.3 and master never hang up by themselves (reference "kazoo-pivot" §3). */
function keepsCall(version: SwitchVersion, settings: JudgeSettings): boolean {
	return settings.cdrUrl === true && version !== 'K5';
}

/** The second half of a judgement: the callflow, as answered and as run. */
export function callflowOf({ json, checked: result }: ReadBody, settings: JudgeSettings): Pick<Judgement, 'flow' | 'answered' | 'problems' | 'warnings'> {
	const { problems = [], warnings = [] } = result ?? {};
	const answered = json && json.failure === undefined && isCallflow(json.value) ? json.value : undefined;
	if (!answered) return { problems, warnings };
	if (problems.length > 0) return { answered, problems, warnings };
	return { answered, problems, warnings, flow: fillDefaults(answered, settings.version === 'any' ? 'master' : settings.version) };
}
