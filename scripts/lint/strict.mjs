import path from 'node:path';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '..', '..');

/**
 * The lint of everything that does not ship in the community package; what does is linted by n8n's own rules, at
 * the root. Each folder's `eslint.config.mjs` names this. Unknown names are the compiler's business (`no-undef`).
 */
export default defineConfig([
	globalIgnores(['**/dist/**', '**/node_modules/**']),
	{
		files: ['**/*.ts', '**/*.mjs'],
		extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			parserOptions: { project: ['tsconfig.all.json', 'scripts/tsconfig.json'], tsconfigRootDir: root },
		},
		linterOptions: { noInlineConfig: true },
		rules: {
			eqeqeq: 'error',
			'no-undef': 'off',
			'@typescript-eslint/array-type': 'off',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
			'@typescript-eslint/dot-notation': 'off',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
		},
	},
]);
