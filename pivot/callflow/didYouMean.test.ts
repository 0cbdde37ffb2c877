import { describe, expect, it } from 'vitest';
import { didYouMean } from './didYouMean';
import { MODULES } from './modules/index';

const NAMES = MODULES.map(({ module }) => module);

describe('a module name that does not exist', () => {
	it.each([
		['say', 'tts'], ['Say', 'tts'], ['TTS', 'tts'], ['kvs_set', 'set_variables'], ['hang_up', 'hangup'], ['hangUp', 'hangup'],
		['Gather', 'collect_dtmf'], ['dial', 'user'], ['record', 'record_caller'],
		['voicmail', 'voicemail'], ['collect_dmtf', 'collect_dtmf'], ['ringgroup', 'ring_group'], ['Ring Group', 'ring_group'],
		['set-variables', 'set_variables'], ['set_variabels', 'set_variables'],
	])('“%s” probably means “%s”', (written, meant) => {
		expect(didYouMean(written, NAMES)).toBe(meant);
	});

	it.each(['no_such_module', 'xyz', '', 'x'.repeat(65), '__proto__', 'constructor', 'toString', 'ハロー'])('nothing is guessed for “%s”', (written) => {
		expect(didYouMean(written, NAMES)).toBeUndefined();
	});

	it('never names a module that is not there', () => {
		expect(didYouMean('say', ['play', 'hangup'])).toBeUndefined();
	});
});
