export { loadDivisions } from './load-divisions.ts'
export { storeDivisions } from './repository.ts'
