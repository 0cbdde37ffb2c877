import type { CallflowNode } from '../../pivot/callflow/callflow';
import { isJsonObject, type JsonValue } from '../../pivot/json';

/** True for what has the shape of a callflow node. Whether the switch runs it is `checkCallflow`'s business. */
export function isCallflowNode(value: unknown): value is CallflowNode {
	return (
		isJsonObject(value) &&
		typeof value['module'] === 'string' &&
		(value['data'] === undefined || isJsonObject(value['data'])) &&
		(value['children'] === undefined || hasOnlyNodes(value['children']))
	);
}

function hasOnlyNodes(children: JsonValue): boolean {
	return isJsonObject(children) && Object.values(children).every(isCallflowNode);
}
