import type * as z from 'zod/v4';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../pivot/json';
import { callflowSchema, deviceSchema, groupSchema, mediaSchema, menuSchema, namedSchema, userSchema, vmboxSchema } from './documentSchemas';

/** A kind of document the API keeps in an account. */
export interface DocumentKind {
	/** Its word in the URL, such as `users`. */
	readonly resource: string;
	/** What the database and the search call it, such as `user`. */
	readonly type: string;
	readonly schema: z.ZodType<Record<string, unknown>>;
	/** The row of the list besides `id` and `flags`; a key without a value is left out. */
	readonly row: (fields: JsonObject) => Readonly<Record<string, JsonValue | undefined>>;
	/** What the list is ordered by. Default: the id. */
	readonly key?: (fields: JsonObject) => string;
	/** A field two documents of an account may not share. */
	readonly unique?: string;
}

/** Rows as the views of the switch's account database have them. */
const KINDS: readonly DocumentKind[] = [
	{
		resource: 'callflows', type: 'callflow', schema: callflowSchema,
		row: (fields) => ({
			...picked(fields, 'name', 'type', 'numbers', 'patterns', 'owner_id', 'group_id'),
			featurecode: fields['featurecode'] ?? false,
			modules: [...new Set(modulesIn(fields['flow']))],
		}),
	},
	{
		resource: 'users', type: 'user', schema: userSchema, unique: 'username',
		key: (fields) => `${textIn(fields, 'last_name')} ${textIn(fields, 'first_name')}`,
		row: (fields) => ({ features: [], ...picked(fields, 'username', 'email', 'first_name', 'last_name', 'priv_level', 'presence_id', 'timezone') }),
	},
	{
		resource: 'devices', type: 'device', schema: deviceSchema,
		row: (fields) => ({
			...picked(fields, 'name', 'owner_id', 'enabled'),
			mac_address: fields['mac_address'] ?? '',
			device_type: fields['device_type'] ?? 'sip_device',
			hotdesked: false,
		}),
	},
	{
		resource: 'vmboxes', type: 'vmbox', schema: vmboxSchema, unique: 'mailbox',
		row: (fields) => ({ ...picked(fields, 'name', 'mailbox', 'owner_id'), messages: 0, folders: { new: 0, saved: 0 } }),
	},
	{
		resource: 'media', type: 'media', schema: mediaSchema,
		row: (fields) => ({
			...picked(fields, 'name', 'media_type', 'media_source'),
			language: textIn(fields, 'language').toLowerCase(),
			is_prompt: fields['prompt_id'] !== undefined,
		}),
	},
	{ resource: 'menus', type: 'menu', schema: menuSchema, row: (fields) => picked(fields, 'name') },
	{
		resource: 'groups', type: 'group', schema: groupSchema,
		row: (fields) => ({ ...picked(fields, 'name'), features: [], endpoints: isJsonObject(fields['endpoints']) ? Object.keys(fields['endpoints']).length : 0 }),
	},
	simple('conferences', 'conference', 'owner_id', 'member', 'moderator', 'conference_numbers'),
	simple('queues', 'queue'),
	simple('temporal_rules', 'temporal_rule', 'type'),
	simple('directories', 'directory'),
	simple('lists', 'list', 'description'),
	simple('faxboxes', 'faxbox', 'owner_id'),
	simple('functions', 'function', 'enabled'),
];

function simple(resource: string, type: string, ...more: readonly string[]): DocumentKind {
	return { resource, type, schema: namedSchema, row: (fields) => picked(fields, 'name', ...more) };
}

/** Every kind of document the virtual switch keeps. */
export function documentKinds(): readonly DocumentKind[] {
	return KINDS;
}

function picked(fields: JsonObject, ...keys: readonly string[]): Record<string, JsonValue | undefined> {
	return Object.fromEntries(keys.map((key) => [key, fields[key]]));
}

function textIn(fields: JsonObject, key: string): string {
	const value = fields[key];
	return typeof value === 'string' ? value : '';
}

/** The modules of a callflow, parents before children. */
function modulesIn(node: JsonValue | undefined): string[] {
	if (!isJsonObject(node)) return [];
	const children = isJsonObject(node['children']) ? Object.values(node['children']) : [];
	return [...(typeof node['module'] === 'string' ? [node['module']] : []), ...children.flatMap(modulesIn)];
}
