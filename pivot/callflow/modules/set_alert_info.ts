import { defineModule } from '../moduleDefinition';
import { described, goesOn, moduleData, text } from './fields';

/** Sets the ring tone of phones called later. */
export const setAlertInfo = defineModule({
	module: 'set_alert_info',
	title: 'Set the ring tone',
	group: 'Caller ID',
	summary: 'Tells the phones that ring later how to ring, by the SIP header Alert-Info.',
	searchWords: ['distinctive ring', 'ringtone', 'Alert-Info', 'auto answer'],
	versions: ['4.3', 'master', 'K5'],
	data: moduleData({
		alert_info: described(text(), { title: 'Alert-Info', description: 'The header as the phones understand it.' }),
	}),
	branches: goesOn('the ring tone is set'),
	ending: 'continues',
	answers: false,
	notes: [],
});
