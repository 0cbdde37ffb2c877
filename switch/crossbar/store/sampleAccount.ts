import { createHash } from 'node:crypto';
import type { AccountSeed } from './accountSeed';

/** An id that is the same at every start: 32 hex digits. */
export function sampleId(name: string): string {
	return createHash('md5').update(name).digest('hex');
}

/** User name and password of the sample account's administrator. */
export const SAMPLE_LOGIN = { username: 'ann', password: 'virtual' } as const;

/** The main number of the sample account: a menu, until somebody connects it to a pivot. */
export const SAMPLE_NUMBER = '+14155550100';

const ann = sampleId('user ann');
const bob = sampleId('user bob');
const frontDesk = sampleId('menu front desk');

/** A small company: three people, their phones and boxes, a menu, and a main number that still goes to a menu. */
const ACME: AccountSeed = {
	name: 'Acme',
	realm: 'acme.virtual.example',
	timezone: 'America/Los_Angeles',
	isReseller: true,
	documents: {
		users: [
			{ id: ann, first_name: 'Ann', last_name: 'Archer', ...SAMPLE_LOGIN, email: 'ann@acme.example', priv_level: 'admin', presence_id: '1001', enabled: true },
			{ id: bob, first_name: 'Bob', last_name: 'Bell', username: 'bob', password: 'virtual', email: 'bob@acme.example', priv_level: 'user', presence_id: '1002', enabled: true },
			{ id: sampleId('user cleo'), first_name: 'Cleo', last_name: 'Crane', email: 'cleo@acme.example', priv_level: 'user', presence_id: '1003', enabled: true },
		],
		devices: [
			{ id: sampleId('device ann'), name: 'Ann’s desk phone', owner_id: ann, enabled: true, mac_address: '00:15:65:aa:bb:01', device_type: 'sip_device' },
			{ id: sampleId('device bob'), name: 'Bob’s softphone', owner_id: bob, enabled: true, device_type: 'softphone' },
			{ id: sampleId('device door'), name: 'Front door', enabled: true, device_type: 'sip_device' },
		],
		vmboxes: [
			{ id: sampleId('vmbox ann'), name: 'Ann Archer', mailbox: '1001', owner_id: ann, require_pin: true, pin: '4711', timezone: 'America/Los_Angeles' },
			{ id: sampleId('vmbox team'), name: 'Support team', mailbox: '2000', require_pin: false, timezone: 'America/Los_Angeles' },
		],
		menus: [{ id: frontDesk, name: 'Front desk', retries: 3, timeout: 10_000, max_extension_length: 4, hunt: true, media: { greeting: sampleId('media greeting') } }],
		media: [
			{ id: sampleId('media greeting'), name: 'Greeting', media_source: 'tts', language: 'en-us', streamable: true, tts: { text: 'Welcome to Acme.', voice: 'female/en-US' } },
			{ id: sampleId('media hold'), name: 'Hold music', media_source: 'upload', language: 'en-us', streamable: true, content_type: 'audio/mpeg' },
		],
		groups: [{ id: sampleId('group support'), name: 'Support', endpoints: { [ann]: { type: 'user' }, [bob]: { type: 'user' } } }],
		conferences: [{ id: sampleId('conference weekly'), name: 'Weekly meeting', conference_numbers: ['3000'] }],
		queues: [{ id: sampleId('queue support'), name: 'Support queue' }],
		temporal_rules: [{ id: sampleId('rule open'), name: 'Business hours', cycle: 'weekly', interval: 1, start_date: 62_586_115_200, wdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], time_window_start: 32_400, time_window_stop: 61_200 }],
		directories: [{ id: sampleId('directory'), name: 'Everybody' }],
		lists: [{ id: sampleId('list vip'), name: 'Important callers' }],
		callflows: [
			{
				id: sampleId('callflow main'), name: 'Main number', numbers: [SAMPLE_NUMBER], patterns: [],
				flow: {
					module: 'menu', data: { id: frontDesk },
					children: {
						1: { module: 'user', data: { id: ann, timeout: 20 }, children: { _: { module: 'voicemail', data: { id: sampleId('vmbox ann') }, children: {} } } },
						2: { module: 'user', data: { id: bob, timeout: 20 }, children: {} },
						_: { module: 'voicemail', data: { id: sampleId('vmbox team') }, children: {} },
					},
				},
			},
			{
				id: sampleId('callflow ann'), name: 'Ann Archer', numbers: ['1001'], patterns: [], owner_id: ann,
				flow: { module: 'user', data: { id: ann, timeout: 20 }, children: { _: { module: 'voicemail', data: { id: sampleId('vmbox ann') }, children: {} } } },
			},
			{
				id: sampleId('callflow voicemail'), numbers: [], patterns: ['^\\*97([0-9]*)$'], featurecode: { name: 'voicemail[action=check]', number: '97' },
				flow: { module: 'voicemail', data: { action: 'check' }, children: {} },
			},
		],
	},
	accounts: [
		{
			name: 'Acme West', realm: 'west.acme.virtual.example',
			documents: { callflows: [{ id: sampleId('callflow west'), name: 'West', numbers: ['+14155550177'], patterns: [], flow: { module: 'tts', data: { text: 'Acme West is closed.' }, children: {} } }] },
			accounts: [{ name: 'Acme West Lisbon', realm: 'lisbon.acme.virtual.example' }],
		},
	],
};

/** Somebody else on the same switch, whom Acme may not see. */
const BIRCH: AccountSeed = {
	name: 'Birch Dental',
	realm: 'birch.virtual.example',
	documents: { users: [{ id: sampleId('user dee'), first_name: 'Dee', last_name: 'Dale', username: 'dee', password: 'virtual', priv_level: 'admin', enabled: true }] },
};

/** The accounts of a virtual switch nobody described. The first is the one to use. */
export function sampleAccounts(): readonly AccountSeed[] {
	return [ACME, BIRCH];
}
