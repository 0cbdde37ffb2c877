import type { CodexData } from 'n8n-workflow';
import { MODULES } from '../../pivot/callflow/modules';
import { categories, subcategories, alias, resources } from './PivotCallflow.node.json';

/** How the node is found: n8n's own words for it, and every module by the switch's name, its title and its plain words. */
export const codex: CodexData = {
	categories,
	subcategories,
	resources,
	alias: [...new Set([...alias, ...MODULES.flatMap(({ module, title, searchWords }) => [module, title, ...searchWords])])],
};
