import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod/v4';
import type { CallflowNode } from '../../../pivot/callflow/callflow';
import { KAZOO_DENY_LIST, NO_DENY_LIST } from '../../../pivot/callflow/denyList';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import type { SwitchVersion } from '../../../pivot/switchVersion';
import { ENDPOINT_BEHAVIOURS, virtualAccountSchema, type EndpointScript, type VirtualAccount } from '../../../switch/account';
import type { CallerScript } from '../../../switch/caller/callerScript';
import type { CallerIdentity, CallOptions, Destination } from '../../../switch/callOptions';

/** The command line is wrong: one sentence says how. */
export class BadUsage extends Error {}

/** What the command line asks for. */
export type CallArguments = { readonly help: true } | { readonly help: false; readonly options: CallOptions; readonly json: boolean };

const many = { type: 'string', multiple: true } as const;
const one = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const OPTIONS = {
	from: one, to: one, 'caller-name': one, 'user-id': many, language: one, 'call-id': one, 'account-id': one,
	digits: many, 'type-ahead': many, 'hangup-after': one, patience: one, fax: flag,
	cav: many, 'sip-header': many, endpoint: many, account: one,
	callflow: one, method: one, 'body-format': one, format: one, timeout: one, failback: one, debug: flag, 'cdr-url': one,
	switch: one, 'deny-loopback': flag, 'allow-loopback': flag, 'strict-urls': flag, 'schema-errors': one, 'real-time': flag,
	json: flag, help: flag,
} as const;

type Values = ReturnType<typeof read>['values'];

function read(argv: string[]) {
	return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
}

/** Reads the arguments of `kazoo-pivot call`. Throws {@link BadUsage}. */
export function readCallArguments(argv: string[]): CallArguments {
	const { values, positionals } = parsed(argv);
	if (values.help === true) return { help: true };
	if (values['deny-loopback'] === true && values['allow-loopback'] === true) {
		throw new BadUsage('Choose one of --deny-loopback and --allow-loopback.');
	}
	const options: CallOptions = {
		...destination(values, positionals),
		caller: callerOf(values),
		script: scriptOf(values),
		account: accountOf(values),
		variables: pairs(values.cav, '--cav'),
		sipHeaders: pairs(values['sip-header'], '--sip-header'),
		version: versionOf(values.switch),
		deny: values['allow-loopback'] === true ? NO_DENY_LIST : KAZOO_DENY_LIST,
		schemaErrors: choice(values['schema-errors'], '--schema-errors', ['as-built', 'documented'] as const) ?? 'as-built',
		strictUrls: values['strict-urls'] === true,
		timeScale: values['real-time'] === true ? 1 : 0,
	};
	return { help: false, options, json: values.json === true };
}

function parsed(argv: string[]): ReturnType<typeof read> {
	try {
		return read(argv);
	} catch (error) {
		throw new BadUsage(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) + '.' : String(error));
	}
}

/** Options that describe the pivot of a voice URL. */
const OF_VOICE_URL = ['method', 'body-format', 'format', 'timeout', 'failback', 'debug', 'cdr-url'] as const;

function destination(values: Values, positionals: readonly string[]): Destination {
	const [voiceUrl, ...more] = positionals;
	if (more.length > 0) throw new BadUsage(`One voice URL is enough; “${more[0] ?? ''}” is one too many. Put values with spaces in quotes.`);
	if (values.callflow !== undefined) {
		const idle = OF_VOICE_URL.find((name) => values[name] !== undefined);
		if (idle !== undefined) throw new BadUsage(`--${idle} says nothing about a stored callflow: write it into the file.`);
		if (voiceUrl !== undefined) throw new BadUsage('Name either a voice URL or a file with --callflow, not both.');
		return { callflow: storedCallflow(values.callflow) };
	}
	if (voiceUrl === undefined) throw new BadUsage('Which voice URL is to be called? For example: kazoo-pivot call https://pivot.example/ivr');
	if (!/^https?:\/\/[^/]/.test(voiceUrl)) throw new BadUsage(`A voice URL begins with http:// or https:// and a host; “${voiceUrl}” does not.`);
	return { callflow: { module: 'pivot', data: pivotData(values, voiceUrl), children: failback(values.failback) } };
}

function pivotData(values: Values, voiceUrl: string): JsonObject {
	const method = choice(values.method?.toLowerCase(), '--method', ['get', 'post'] as const);
	const bodyFormat = choice(values['body-format'], '--body-format', ['form', 'json'] as const);
	const format = choice(values.format, '--format', ['kazoo', 'twiml'] as const);
	if (bodyFormat === 'json' && method !== 'post') throw new BadUsage('--body-format json needs --method post: a GET has no body.');
	return {
		voice_url: voiceUrl,
		...(method === undefined ? {} : { method }),
		...(bodyFormat === undefined ? {} : { req_body_format: bodyFormat }),
		...(format === undefined ? {} : { req_format: format }),
		...(values.timeout === undefined ? {} : { req_timeout_ms: duration(values.timeout, '--timeout') }),
		...(values.debug === true ? { debug: true } : {}),
		...(values['cdr-url'] === undefined ? {} : { cdr_url: values['cdr-url'] }),
	};
}

function failback(text: string | undefined): Record<string, CallflowNode> {
	return text === undefined ? {} : { _: { module: 'tts', data: { text } } };
}

function storedCallflow(file: string): CallflowNode {
	const json = jsonFile(file, '--callflow');
	const node = isJsonObject(json) && isJsonObject(json['flow']) ? json['flow'] : json;
	const read = virtualAccountSchema.shape.callflows.unwrap().valueType.safeParse(node);
	if (!read.success) throw new BadUsage(`${file} holds no callflow: ${read.error.issues[0]?.message ?? 'it cannot be read'}`);
	return read.data;
}

function jsonFile(file: string, option: string): JsonValue {
	try {
		return z.json().parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		throw new BadUsage(`The file of ${option} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
	}
}

function callerOf(values: Values): CallerIdentity {
	if (values['account-id'] !== undefined && !/^[0-9a-f]{32}$/.test(values['account-id'])) {
		throw new BadUsage(`An account id is 32 hex digits in lower case; “${values['account-id']}” is not.`);
	}
	return {
		...(values.from === undefined ? {} : { from: values.from }),
		...(values.to === undefined ? {} : { to: values.to }),
		...(values['caller-name'] === undefined ? {} : { callerName: values['caller-name'] }),
		...(values['user-id'] === undefined ? {} : { userIds: values['user-id'] }),
		...(values.language === undefined ? {} : { language: values.language }),
		...(values['call-id'] === undefined ? {} : { callId: values['call-id'] }),
		...(values['account-id'] === undefined ? {} : { accountId: values['account-id'] }),
	};
}

function scriptOf(values: Values): CallerScript {
	const given = (values.digits ?? []).map((text) => /^(?:([A-Za-z_]\w*)=)?([0-9*#,]*)$/.exec(text) ?? text);
	const digits: string[] = [];
	const digitsFor: Record<string, string[]> = {};
	for (const entry of given) {
		if (typeof entry === 'string') throw new BadUsage(`--digits takes keys (0-9 * # and , for a pause) or COLLECTION=KEYS; “${entry}” is neither.`);
		const [, collection, keys = ''] = entry;
		if (collection === undefined) digits.push(keys);
		else (digitsFor[collection] ??= []).push(keys);
	}
	const bad = values['type-ahead']?.find((keys) => !/^[0-9*#,]*$/.test(keys));
	if (bad !== undefined) throw new BadUsage(`--type-ahead takes keys (0-9 * # and , for a pause); “${bad}” is none.`);
	return {
		digits,
		digitsFor,
		duringPrompts: values['type-ahead'] ?? [],
		fax: values.fax === true,
		...(values['hangup-after'] === undefined ? {} : { hangupAfterMs: duration(values['hangup-after'], '--hangup-after') }),
		...(values.patience === undefined ? {} : { patienceMs: duration(values.patience, '--patience') }),
	};
}

function accountOf(values: Values): VirtualAccount {
	const file = values.account === undefined ? {} : jsonFile(values.account, '--account');
	const read = virtualAccountSchema.safeParse(file);
	if (!read.success) {
		const issue = read.error.issues[0];
		throw new BadUsage(`The file of --account is wrong at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
	}
	const endpoints = Object.fromEntries((values.endpoint ?? []).map(endpointOf));
	return { ...read.data, endpoints: { ...read.data.endpoints, ...endpoints } };
}

function endpointOf(text: string): [string, EndpointScript] {
	const [, id = '', word = '', after] = /^(.+?)=([a-z-]+)(?::(.+))?$/.exec(text) ?? [];
	const does = ENDPOINT_BEHAVIOURS.find((behaviour) => behaviour === word);
	if (does === undefined) throw new BadUsage(`--endpoint takes ID=DOES or ID=DOES:AFTER, where DOES is one of ${ENDPOINT_BEHAVIOURS.join(', ')}; “${text}” is not that.`);
	return [id, { does, ...(after === undefined ? {} : { afterMs: duration(after, '--endpoint') }) }];
}

function versionOf(text: string | undefined): SwitchVersion {
	if (text?.toLowerCase() === 'k5') return 'K5';
	return choice(text, '--switch', ['4.3', 'master', 'k5'] as const) === '4.3' ? '4.3' : 'master';
}

function pairs(given: readonly string[] | undefined, option: string): JsonObject {
	return Object.fromEntries((given ?? []).map((text): [string, string] => {
		const at = text.indexOf('=');
		if (at < 1) throw new BadUsage(`${option} takes NAME=VALUE; “${text}” is not that.`);
		return [text.slice(0, at), text.slice(at + 1)];
	}));
}

function choice<Word extends string>(text: string | undefined, option: string, words: readonly Word[]): Word | undefined {
	if (text === undefined) return undefined;
	const chosen = words.find((word) => word === text);
	if (chosen === undefined) throw new BadUsage(`${option} is one of ${words.join(', ')}; “${text}” is not.`);
	return chosen;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, '': 1_000 };

/** `8s`, `500ms`, `2m`; a bare number is seconds. In ms. */
function duration(text: string, option: string): number {
	const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
	if (number === '') throw new BadUsage(`${option} takes a time such as 8s, 500ms or 2m; “${text}” is none.`);
	return Math.round(Number(number) * (UNITS[unit] ?? 1_000));
}
