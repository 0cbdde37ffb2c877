import * as z from 'zod/v4';
import { DUPLICATES, integer, noDuplicates, text as limitedText } from '../../../pivot/callflow/modules/fields';

/**
 * What the switch's API demands of documents (its own schemas `vmboxes`, `media`, `menus`, `callflows`; of users, devices and
 * the simple lists only what they cannot do without). Keys nobody knows stay; defaults are written in.
 */

const text = (min: number, max?: number, pattern?: RegExp) => limitedText({ min, ...(max === undefined ? {} : { max }), ...(pattern === undefined ? {} : { pattern }) });
const name = text(1, 128);
const id = text(32, 32);
const texts = z.array(z.string());

const email = text(0, undefined, /^[^@]+@[^@]+$/);

interface MetaflowNode {
	readonly module: string;
	readonly data?: unknown;
	readonly children?: Readonly<Record<string, MetaflowNode>> | undefined;
}

const metaflowNode: z.ZodType<MetaflowNode> = z.looseObject({
	module: text(1, 64),
	data: z.looseObject({}).default({}),
	get children() {
		return z.record(z.string(), metaflowNode).optional();
	},
});

/** Of a callflow without its `flow`, which is checked as a pivot's answer is. */
export const callflowSchema = z.looseObject({
	name: z.string().optional(),
	numbers: z.array(text(1, 36)).refine(noDuplicates, DUPLICATES).default([]),
	patterns: z.array(text(1)).default([]),
	featurecode: z.looseObject({ name: name.optional(), number: text(1, 30).optional() }).optional(),
	flags: texts.optional(),
	ringback: z.looseObject({ early: z.string().optional(), transfer: z.string().optional() }).optional(),
	metaflow: z.looseObject({
		binding_digit: z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#']).default('*'),
		digit_timeout: integer({ min: 0 }).optional(),
		listen_on: z.enum(['both', 'self', 'peer']).optional(),
		numbers: z.record(z.string().regex(/^[0-9]+$/), metaflowNode).optional(),
		patterns: z.record(z.string(), metaflowNode).optional(),
	}).optional(),
});

const flag = (value: boolean) => z.boolean().default(value);

export const vmboxSchema = z.looseObject({
	name,
	mailbox: text(1, 30),
	owner_id: id.optional(),
	pin: text(4, 6).optional(),
	timezone: text(5, 32).optional(),
	require_pin: flag(false),
	is_setup: flag(false),
	check_if_owner: flag(true),
	announcement_only: flag(false),
	delete_after_notify: flag(false),
	save_after_notify: flag(false),
	include_message_on_notify: flag(true),
	include_transcription_on_notify: flag(true),
	is_voicemail_ff_rw_enabled: flag(false),
	not_configurable: flag(false),
	oldest_message_first: flag(false),
	skip_envelope: flag(false),
	skip_greeting: flag(false),
	skip_instructions: flag(false),
	transcribe: flag(false),
	seek_duration_ms: integer({ min: 0 }).default(10_000),
	media_extension: z.enum(['mp3', 'mp4', 'wav']).default('mp3'),
	media: z.looseObject({ unavailable: id.optional() }).default({}),
	notify_email_addresses: z.array(email).default([]),
	notify: z.looseObject({
		callback: z.looseObject({
			attempts: integer().optional(),
			disabled: z.boolean().optional(),
			interval_s: integer().optional(),
			number: z.string().optional(),
			schedule: z.array(integer()).optional(),
			timeout_s: integer().optional(),
		}).optional(),
	}).optional(),
	operator_number: z.union([integer(), z.string()]).optional(),
	flags: texts.optional(),
});

/** The form of a voice's name; which ones there are differs between speech engines. */
const VOICE = /^(?:(?:fe)?male\/[a-z]{2}-[A-Z]{2}(?:\/\w+)?|[a-z]{2}-[A-Z]{2}-(?:Standard|Wavenet)-[A-Z])$/;

export const mediaSchema = z.looseObject({
	name,
	media_source: z.enum(['recording', 'upload', 'tts']).default('upload'),
	language: z.string().default('en-us'),
	streamable: flag(true),
	tts: z.looseObject({ text: text(1).optional(), voice: text(0, undefined, VOICE).default('female/en-US') }).prefault({}),
	content_length: integer({ min: 1, max: 11_534_336 }).optional(),
	content_type: z.enum([
		'audio/mp3', 'audio/mpeg', 'audio/mpeg3', 'audio/x-wav', 'audio/wav', 'audio/ogg', 'video/x-flv', 'video/h264', 'video/mpeg',
		'video/quicktime', 'video/mp4', 'video/webm',
	]).optional(),
	description: name.optional(),
	prompt_id: z.string().optional(),
	source_id: id.optional(),
	source_type: z.string().optional(),
});

const prompt = z.union([z.boolean(), text(3, 2048)]).optional();

export const menuSchema = z.looseObject({
	name,
	retries: integer({ min: 1, max: 10 }).default(3),
	timeout: integer({ min: 1, max: 60_000 }).optional(),
	interdigit_timeout: integer({ min: 1, max: 10_000 }).optional(),
	max_extension_length: integer({ min: 1, max: 6 }).default(4),
	hunt: flag(true),
	hunt_allow: text(1, 256).optional(),
	hunt_deny: text(1, 256).optional(),
	allow_record_from_offnet: flag(false),
	suppress_media: flag(false),
	record_pin: text(3, 6).optional(),
	media: z.looseObject({ greeting: text(3, 2048).optional(), exit_media: prompt, invalid_media: prompt, transfer_media: prompt }).default({}),
	flags: texts.optional(),
});

export const userSchema = z.looseObject({
	first_name: name,
	last_name: name,
	username: text(1, 256).optional(),
	password: z.string().optional(),
	email: email.optional(),
	enabled: flag(true),
	priv_level: z.enum(['user', 'admin']).default('user'),
});

export const deviceSchema = z.looseObject({
	name,
	enabled: flag(true),
	owner_id: id.optional(),
	mac_address: z.string().optional(),
	device_type: z.string().optional(),
});

export const groupSchema = z.looseObject({ name, endpoints: z.record(z.string(), z.looseObject({ type: z.string().optional() })).default({}) });

/** A document of which only the name is known. */
export const namedSchema = z.looseObject({ name });

export const loginSchema = z.looseObject({
	credentials: text(1, 64),
	account_name: text(1, 128).optional(),
	account_realm: text(4, 253, /^[.\w_-]+$/).optional(),
	phone_number: text(1, 64).optional(),
	method: z.enum(['md5', 'sha']).default('md5'),
});

export const apiKeySchema = z.strictObject({ api_key: text(64, 64) });
