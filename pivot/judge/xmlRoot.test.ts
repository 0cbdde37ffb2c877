import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmlRoot } from './xmlRoot';

describe('what a body is as XML, without parsing it', () => {
	it.each([
		['Response', '<Response><Hangup/></Response>'],
		['Response', '\ufeff<?xml version="1.0"?>\n<!-- hi > there -->\n<Response ><Say>a</Say></Response>'],
		['Response', '<!DOCTYPE Response><Response><Hangup/></Response>'],
		['Response', '<!DOCTYPE Response [<!ENTITY a "b>c">]><Response>&a;</Response>'],
		['Response', '<Response> </Response>'],
		['Response', '<Response'.concat(' broken') ],
		['empty Response', '<Response/>'],
		['empty Response', '\n <Response  /> \n'],
		['empty Response', '<?xml version="1.0"?><Response></Response>'],
		['empty Response', '<Response xmlns="urn:x" a=\'>\'></Response >'],
		['other', '<Twiml><Hangup/></Twiml>'],
		['other', '<response/>'],
		['other', '<Responses/>'],
		['other', '<ns:Response/>'],
		['other', '<!doctype html><html></html>'],
		['other', '<html><body>502 Bad Gateway</body></html>'],
		['other', '<?xml version="1.0"?>'],
		['other', '<!-- never closed'],
		['other', '<!DOCTYPE x [ never closed'],
		['other', '<'],
		['none', ''],
		['none', ' \n'],
		['none', '{"module":"tts"}'],
		['none', 'hello <Response/>'],
	])('%s: %s', (root, text) => {
		expect(xmlRoot(text)).toBe(root);
	});

	it('never throws and never takes long', () => {
		const pieces = fc.constantFrom('<', '>', '!--', '--', '?', '<!DOCTYPE', '[', ']', 'Response', '/', ' ', '"', '\'', 'a="b" ', '=');
		fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
			expect(['none', 'other', 'empty Response', 'Response']).toContain(xmlRoot(parts.join('')));
		}), { numRuns: 500 });
		expect(xmlRoot(`<Response ${'a="b" '.repeat(50_000)}x`)).toBe('Response');
		expect(xmlRoot(`<Response${' '.repeat(50_000)}x`)).toBe('Response');
		expect(xmlRoot('<!-- -->'.repeat(20_000))).toBe('other');
	});
});
