import type { JudgeSettings } from '../judge/judgement';
import { isJsonObject, type JsonObject } from '../json';
import { readNumber } from '../time/gregorian';
import type { DebugAttempt, DebugDetail } from './attempt';
import { buildAttempt } from './buildAttempt';
import { callIdOf } from './callIdOf';
import { kindOf, pairDocuments } from './pairDocuments';
import { readEntries } from './readEntries';

/**
 * Reads an answer to `GET /accounts/{account}/pivot/debug/{call}` in every shape seen: request and response in two or three
 * documents, in either order, with or without times; errors; callflows no server answered; call records (reference
 * "kazoo-pivot" §10.1, §10.3, "dialects"). Documents of several calls are told apart by their call id.
 *
 * `body` is the parsed envelope, its `data`, or the text of either; `settings` say which switch to judge by. Never throws.
 */
export function readDebugDocuments(body: unknown, settings: JudgeSettings): DebugDetail {
	const { entries, remarks, unread } = readEntries(body);
	const documents = entries.filter(isJsonObject).filter((entry) => kindOf(entry) !== 'unknown');
	const others = entries.filter((entry) => !isJsonObject(entry) || kindOf(entry) === 'unknown');
	const why = others.length === 0 ? [] : ['An entry says nothing about a request or an answer. It is shown as it came.'];
	return {
		attempts: grouped(once(documents)).flatMap((group) => attemptsOf(group, settings)).sort(inTime),
		remarks: [...new Set([...remarks, ...why])],
		unread: [...unread, ...others],
	};
}

/** The same document twice (from a page and its neighbour, or from two months' answers) counts once. */
function once(documents: readonly JsonObject[]): JsonObject[] {
	const seen = new Set<string>();
	return documents.filter((document) => {
		const id = document['id'];
		if (typeof id !== 'string' || /^\{.*\}$/.test(id)) return true;
		const isNew = !seen.has(id);
		seen.add(id);
		return isNew;
	});
}

/** By call and iteration. */
function grouped(documents: readonly JsonObject[]): JsonObject[][] {
	const byKey = new Map<string, JsonObject[]>();
	for (const document of documents) {
		const key = JSON.stringify([callIdOf(document) ?? '', readNumber(document['iteration']) ?? 1]);
		const group = byKey.get(key);
		if (group) group.push(document);
		else byKey.set(key, [document]);
	}
	return [...byKey.values()];
}

function attemptsOf(documents: readonly JsonObject[], settings: JudgeSettings): DebugAttempt[] {
	return pairDocuments(documents).map((group) => buildAttempt(group, settings));
}

function inTime(one: DebugAttempt, other: DebugAttempt): number {
	const [first, second] = [one.at, other.at];
	if (first !== undefined && second !== undefined && first !== second) return first - second;
	return one.iteration - other.iteration;
}
