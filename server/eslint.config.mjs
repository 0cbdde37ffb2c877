export { default } from '../scripts/lint/strict.mjs';
