import type { JsonObject } from '../json';

/** An invented call as a switch asks for it by POST with JSON and `kazoo` names: a second pivot, after a menu. */
export const SAMPLE_FIELDS: JsonObject = {
	'Call-ID': 'f1d4c2a08b7e4c39@203.0.113.20',
	'Account-ID': '4c6f72656d20697073756d20646f6c6f',
	'Api-Version': '4.x',
	Direction: 'inbound',
	From: '+14155550123',
	'From-Realm': 'carrier.example.com',
	To: '+14155550100',
	'To-Realm': 'acme.sip.example.com',
	Request: '+14155550100',
	'Request-Realm': 'acme.sip.example.com',
	'Caller-ID-Name': 'Ann O’Neil & co',
	'Caller-ID-Number': '+14155550123',
	Language: 'en-us',
	Digits: { default: '', order_number: '4711' },
	'Custom-Application-Vars': { step: 'order', customer_id: 'C-77' },
	'Custom-SIP-Headers': { 'X-Campaign': 'spring' },
};
