import { describe, expect, it } from 'vitest';
import { APOLOGY_LANGUAGES, spokenApology } from './apology';

describe('the spoken apology', () => {
	it.each(APOLOGY_LANGUAGES)('is short enough for the switch to speak in %s, and says so in that language', (language) => {
		const { module, data } = spokenApology(language);
		expect(module).toBe('tts');
		expect(data?.['language']).toBe(language);
		expect(String(data?.['text']).length).toBeGreaterThan(20);
		expect(String(data?.['text']).length).toBeLessThanOrEqual(1000);
	});

	it.each([
		['de', 'de-de'],
		['de-AT', 'de-de'],
		['FR_fr', 'fr-fr'],
		['pt-br', 'pt-br'],
		['tlh', 'en-us'],
		['', 'en-us'],
	])('in %j is spoken in %s', (asked, spoken) => {
		expect(spokenApology(asked).data?.['language']).toBe(spoken);
	});

	it('ends softly, so that a flow that branched here goes on', () => {
		expect(spokenApology('en-us').children).toEqual({});
	});
});
