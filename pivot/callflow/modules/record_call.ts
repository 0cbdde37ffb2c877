import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';
import { recordingControls, recordingFile, recordingUrl } from './recordingFields';

const data = moduleData({
	action: described(z.enum(['start', 'stop']).default('start'), { title: 'Start or stop' }),
	url: recordingUrl(),
	...recordingFile,
	...recordingControls,
	label: described(text().optional(), {
		title: 'Label', description: 'Kept with the recording, to tell it from others.', rare: true,
	}),
});

/** Starts or stops recording both sides of the call. */
export const recordCall = defineModule({
	module: 'record_call',
	title: 'Record the call',
	group: 'Record',
	summary: 'Starts or stops recording the call and goes on at once.',
	searchWords: ['call recording', 'record conversation', 'start recording', 'stop recording', 'compliance', 'mp3', 'wav'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			url: recordingUrl({ min: 5 }),
			media_id: described(text().optional(), {
				title: 'Recording id', description: 'Empty: the switch makes one.', rare: true,
			}),
		}),
	},
	branches: goesOn('recording was started or stopped'),
	ending: 'continues',
	answers: false,
	notes: [
		'It does not wait: the recording runs beside the steps that follow.',
		'The file is sent to a path below the address, with the call in the query; the receiver answers 200 or 201.',
		'Allowed addresses begin with http, https, ftp or ftps.',
	],
});
