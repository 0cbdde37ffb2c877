import type { IDataObject } from 'n8n-workflow';

/** As n8n keeps items: plain JSON, without what is undefined. */
export function asData(value: Readonly<Record<string, unknown>>): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}
