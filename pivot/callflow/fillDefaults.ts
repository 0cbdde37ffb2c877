import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { SwitchVersion } from '../switchVersion';
import type { CallflowNode, RunnableNode } from './callflow';
import { dataSchema } from './checkNode';
import { withLargeIntegers, withSafeIntegers } from './checkNumbers';
import { isCheckedKey } from './checkWalk';
import { moduleNamed } from './modules/index';

/** A runnable node that is plain JSON too, as it is written into the data of a `callflow` node. */
type FilledNode = { module: string; data: JsonObject; children: { [key: string]: FilledNode } };

/** A node still to fill, and where its children go. */
interface Open {
	readonly node: JsonObject;
	readonly filled: FilledNode;
}

/**
 * The callflow as this version of the switch runs it, every default of its schemas written in (reference "kazoo-pivot"
 * §6.3). Keys nobody knows stay, in `data` and in the node itself. A child the switch does not check (its name is empty or
 * nothing but line breaks) gets no defaults, and is left out unless it is a whole node. Works without recursion, on any depth.
 *
 * @param flow one {@link checkCallflow} finds no problem with for this version; what it would refuse stays as it is
 */
export function fillDefaults(flow: CallflowNode, version: SwitchVersion): RunnableNode {
	const open: Open[] = [];
	const filled = fill(asObject(flow), version, open);
	for (let next = open.pop(); next; next = open.pop()) {
		for (const [key, child] of Object.entries(asObject(next.node['children']))) {
			if (isCheckedKey(key) && isJsonObject(child)) put(next.filled.children, key, fill(child, version, open));
			else if (isFilledNode(child)) put(next.filled.children, key, child);
		}
	}
	return filled;
}

/** The node with its own defaults; its children are left `open`. */
function fill(node: JsonObject, version: SwitchVersion, open: Open[]): FilledNode {
	const module = typeof node['module'] === 'string' ? node['module'] : '';
	const data = filledData(module, asObject(node['data']), version);
	const filled: FilledNode = { ...node, module, data, children: {} };
	open.push({ node, filled });
	const inline = data['flow'];
	if (module === 'callflow' && version === 'K5' && isJsonObject(inline)) data['flow'] = fill(inline, version, open);
	return filled;
}

function filledData(module: string, data: JsonObject, version: SwitchVersion): JsonObject {
	const definition = moduleNamed(module);
	if (!definition) return { ...data };
	const schema = dataSchema(definition, version);
	const inline = module === 'callflow' && isJsonObject(data['flow']) ? { flow: data['flow'] } : {};
	const shallow = 'flow' in inline ? { ...data, flow: { module } } : data;
	const safe = withSafeIntegers(shallow);
	const made: unknown = schema.safeParse(safe ?? shallow).data;
	if (!isJsonObject(made)) return { ...data };
	return { ...data, ...(safe ? withLargeIntegers(made, data) : made), ...inline };
}

function isFilledNode(value: JsonValue | undefined): value is FilledNode {
	return isJsonObject(value) && typeof value['module'] === 'string' && isJsonObject(value['data']) && isJsonObject(value['children']);
}

/** Sets a key as JSON means it: `__proto__` is a name like any other. */
function put(children: FilledNode['children'], key: string, value: FilledNode): void {
	Object.defineProperty(children, key, { value, enumerable: true, writable: true, configurable: true });
}

function asObject(value: unknown): JsonObject {
	return isJsonObject(value) ? value : {};
}
