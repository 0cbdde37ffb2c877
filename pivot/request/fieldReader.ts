import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { namesOf, type FieldMeaning } from './fieldNames';
import { ownField } from './fieldTree';

/**
 * Reads fields by what they mean, and notes what was odd.
 *
 * Where a name came more than once, the last counts: the switch adds its own after the query of the `voice_url`.
 */
export class FieldReader {
	readonly remarks: string[] = [];

	constructor(private readonly fields: JsonObject) {}

	/** The text of a field; undefined where it is absent or no text. */
	text(meaning: FieldMeaning): string | undefined {
		const found = this.find(meaning);
		if (!found) return undefined;
		const { name, value } = found;
		if (Array.isArray(value) && value.length > 1) {
			this.remarks.push(`The field “${name}” came ${value.length} times; the last one counts.`);
		}
		const last = lastOf(value);
		if (last === undefined || last === null) return undefined;
		if (typeof last !== 'object') return String(last);
		this.remarks.push(`The field “${name}” held more than a text and was left out; it stands in the raw request.`);
		return undefined;
	}

	/** The texts of a field that may hold one or several. */
	texts(meaning: FieldMeaning): string[] {
		return textsOf(this.find(meaning)?.value).filter((text) => text !== '');
	}

	number(meaning: FieldMeaning): number | undefined {
		const text = this.text(meaning);
		if (text === undefined || text.trim() === '') return undefined;
		const number = Number(text);
		if (Number.isFinite(number)) return number;
		this.remarks.push(`The field “${this.find(meaning)?.name ?? meaning}” is “${text}” and no number; it was left out.`);
		return undefined;
	}

	/** A field that holds named values; empty where it is absent. */
	group(meaning: FieldMeaning): JsonObject {
		const last = this.last(meaning);
		if (isJsonObject(last)) return last;
		if (last !== undefined && last !== null && last !== '') {
			const name = this.find(meaning)?.name ?? meaning;
			this.remarks.push(`The field “${name}” held no named values and was left out; it stands in the raw request.`);
		}
		return {};
	}

	last(meaning: FieldMeaning): JsonValue | undefined {
		return lastOf(this.find(meaning)?.value);
	}

	private find(meaning: FieldMeaning): { readonly name: string; readonly value: JsonValue } | undefined {
		for (const name of namesOf(meaning)) {
			const value = ownField(this.fields, name);
			if (value !== undefined) return { name, value };
		}
		return undefined;
	}
}

/** Every text in a value; of lists in a list, the last. */
export function textsOf(value: JsonValue | undefined): string[] {
	if (value === undefined || value === null) return [];
	if (typeof value !== 'object') return [String(value)];
	const values = Array.isArray(value) ? value.findLast(Array.isArray) ?? value : Object.values(value);
	return values.filter((one) => typeof one !== 'object').map(String);
}

function lastOf(value: JsonValue | undefined): JsonValue | undefined {
	return Array.isArray(value) ? value.at(-1) : value;
}
