export { default } from './lint/strict.mjs';
