import { describe, expect, it } from 'vitest';
import { EMPTY_REQUEST_REMARK, fromFields } from '../../pivot/request/fromFields';
import { SAMPLE_FIELDS } from '../../pivot/request/sampleCall';
import { readPivotItem } from '../pivotItem/readPivotItem';
import { SAMPLE_PIVOT_ITEM } from '../pivotItem/samplePivotItem';
import { callItem } from './callItem';

describe('the item a call starts its workflow with', () => {
	const item = callItem(fromFields(SAMPLE_FIELDS), SAMPLE_PIVOT_ITEM);

	it('holds the call, its variables and its digits, and everything as received', () => {
		expect(item).toMatchObject({
			call: { id: 'f1d4c2a08b7e4c39@203.0.113.20', callerIdNumber: '+14155550123', format: 'kazoo' },
			variables: { step: 'order', customer_id: 'C-77' },
			digits: { order_number: '4711' },
			raw: SAMPLE_FIELDS,
		});
	});

	it('leaves out what the switch did not send', () => {
		expect(Object.keys(item)).not.toEqual(expect.arrayContaining(['recording']));
		expect(Object.keys(item)).not.toEqual(expect.arrayContaining(['remarks']));
	});

	it('explains a request without any field of a switch', () => {
		expect(callItem(fromFields({}), SAMPLE_PIVOT_ITEM)['remarks']).toEqual([EMPTY_REQUEST_REMARK]);
	});

	it('carries what the other Pivot nodes need, also after a trip through JSON', () => {
		expect(readPivotItem(JSON.parse(JSON.stringify(item)))).toEqual({ ...SAMPLE_PIVOT_ITEM, variables: { step: 'order', customer_id: 'C-77' } });
	});

	it.each([
		['nothing', {}],
		['another version', { pivot: { ...SAMPLE_PIVOT_ITEM, v: 2 } }],
		['a draft that is none', { pivot: { ...SAMPLE_PIVOT_ITEM, draft: 'x' } }],
		['a fallback that is none', { pivot: { ...SAMPLE_PIVOT_ITEM, fallback: { children: {} } } }],
		['an unknown switch', { pivot: { ...SAMPLE_PIVOT_ITEM, switchVersion: '9' } }],
	])('%s is not taken for it', (_what, json) => {
		expect(readPivotItem(json)).toBeUndefined();
	});
});
