import { isJsonObject, type JsonValue } from '../../../pivot/json';
import type { Picker } from '../../../pivot/callflow/moduleDefinition';

/** How a key of `data` is asked for. */
export type FieldKind =
	| 'text'
	| 'number'
	| 'yes-no'
	/** one of several */
	| 'choice'
	/** any of several */
	| 'choices'
	/** texts */
	| 'list'
	/** whole numbers, typed with commas */
	| 'numbers'
	/** a text, or several typed with commas */
	| 'one-or-list'
	/** a text that may also be a number, true or false */
	| 'mixed'
	/** what has an id on the switch */
	| 'id'
	| 'ids'
	/** objects with the same keys */
	| 'rows'
	/** an object whose keys the person names */
	| 'entries'
	/** anything else, typed as JSON */
	| 'json';

export interface FieldChoice {
	readonly value: string | number | boolean;
	readonly label: string;
}

/** One key of a module's `data`, as the form asks for it. Made from the module's definition. */
export interface FormField {
	/** Keys from `data` down to the value; more than one where an object inside it has few. */
	readonly path: readonly string[];
	readonly kind: FieldKind;
	readonly title: string;
	/** Help, with the limits in words. */
	readonly description: string;
	readonly required: boolean;
	/** Stands under "More Options". */
	readonly rare: boolean;
	/** What the switch takes when the key is missing. */
	readonly default?: JsonValue;
	readonly choices: readonly FieldChoice[];
	readonly minimum?: number;
	readonly maximum?: number;
	readonly picker?: Picker;
	/** The fields of each row. */
	readonly rowFields?: readonly FormField[];
	/** In a row: asked for only where the field beside it holds one of these. */
	readonly shownFor?: { readonly field: string; readonly values: readonly string[] };
}

/** The parameter of the node that holds the field. */
export function parameterName({ path }: Pick<FormField, 'path'>): string {
	return path.join('_');
}

/** True for an empty object, array or text: what a form field holds that nobody filled in. */
export function isEmpty(value: JsonValue): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === '' || value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}
