import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, described, goesOn, moduleData, text } from './fields';

export const detectSpeech = defineModule({
	module: 'detect_speech',
	title: 'Recognise speech',
	group: 'Listen',
	summary: 'Starts or stops speech recognition on the call.',
	searchWords: ['speech to text', 'asr', 'voice recognition', 'transcribe'],
	versions: ['K5'],
	data: moduleData({
		action: described(z.enum(['start', 'stop']).optional(), { title: 'Start or stop', description: 'Starts unless told to stop.' }),
		asr_engine: described(text().optional(), { title: 'Engine' }),
		asr_settings: described(anyObject().optional(), { title: 'Settings of the engine', rare: true }),
		asr_params: described(anyObject().optional(), { title: 'Parameters of the engine', rare: true }),
	}),
	branches: goesOn('recognition is on or off'),
	ending: 'continues',
	answers: false,
	notes: ['It does not wait for anything to be said.'],
});
