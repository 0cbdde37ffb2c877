import { defineModule } from '../moduleDefinition';
import { CARRIER_BRANCHES, moduleData } from './fields';
import { carrierFields, carrierFieldsOfK5 } from './resources';

const data = moduleData(carrierFields);

export const offnet = defineModule({
	module: 'offnet',
	title: 'Call an outside number (old)',
	group: 'Route',
	summary: 'The old name of "Call an outside number".',
	searchWords: ['dial out', 'outbound', 'external number', 'system carriers'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: { K5: data.extend(carrierFieldsOfK5) },
	branches: CARRIER_BRANCHES,
	ending: 'ends-on-success',
	answers: false,
	notes: ['Use `resources` instead; K5 calls this one deprecated.', '`_` is never run.'],
});
