import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';
import { recordingControls, recordingFile, recordingUrl } from './recordingFields';

const data = moduleData({ url: recordingUrl(), ...recordingFile });

/** Records the caller, like an answering machine. */
export const recordCaller = defineModule({
	module: 'record_caller',
	title: 'Record the caller',
	group: 'Record',
	summary: 'Records what the caller says, like an answering machine, and sends the file to an address.',
	searchWords: ['answering machine', 'dictate', 'leave a message', 'voice memo', 'record voice', 'beep'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			...recordingControls,
			url: recordingUrl({ min: 5 }),
			media_id: described(text().optional(), {
				title: 'Recording id', description: 'Empty: the switch makes one.', rare: true,
			}),
		}),
	},
	branches: goesOn('the caller pressed a key or fell silent, the time is up, or it was skipped'),
	ending: 'continues',
	answers: true,
	notes: [
		'Without a usable address and without storage of the account it is skipped.',
		'Nothing about the recording reaches the next pivot.',
		'The file is sent to the address with the chosen method; the receiver answers 200 or 201.',
		'Allowed addresses begin with http, https, ftp or ftps.',
	],
});
