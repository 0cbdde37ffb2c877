import * as z from 'zod/v4';
import { defineModule } from '../moduleDefinition';
import { anyObject, chooseOne, described, exactlyOne, moduleData, text } from './fields';

const data = moduleData({
	id: described(text().optional(), { title: 'Callflow', description: 'Id of the stored callflow to run.', picker: 'callflow' }),
});

/** A node as the switch's schema of nodes has it. What is in `data` of the modules is the business of the callflow check. */
const node: z.ZodType = z.looseObject({
	module: text({ min: 1, max: 64 }),
	data: anyObject().default(() => ({})),
	children: z.looseObject({}).catchall(z.lazy(() => node)).optional(),
});

const ways = [['id'], ['doc_id', 'path'], ['flow']] as const;

export const callflow = defineModule({
	module: 'callflow',
	title: 'Run another callflow',
	group: 'Control',
	summary: 'Runs a stored callflow of the account, then comes back.',
	searchWords: ['branch to a callflow', 'jump', 'extension', 'sub flow', 'go to'],
	versions: ['4.3', 'master', 'K5'],
	data,
	dataIn: {
		K5: data.extend({
			flow: described(node.optional(), {
				title: 'Flow', description: 'A callflow written out here instead of a stored one.', rare: true,
			}),
			doc_id: described(text().optional(), {
				title: 'Document', description: 'Id of a document in which the id of the callflow is kept.', rare: true,
			}),
			path: described(z.union([z.string(), z.array(z.string())]).optional(), {
				title: 'Place in the document', description: 'Key, or list of keys, under which the id stands.', rare: true,
			}),
		}).refine(exactlyOne(...ways), chooseOne(...ways)),
	},
	branches: [{ key: '_', when: 'the other callflow has run out, or does not exist' }],
	ending: 'branches-out',
	answers: false,
	notes: ['At most 50 such jumps per call; then the flow ends.'],
});
