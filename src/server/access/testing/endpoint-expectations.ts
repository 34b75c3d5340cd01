import { DOOR_EXPECTATIONS } from './door-expectations.ts'
import type { Expectation } from './expectation.ts'
import { WORK_EXPECTATIONS } from './work-expectations.ts'

/** Every endpoint by name. One that is missing here fails the table test: nothing is open that nobody thought of. */
export const ENDPOINT_EXPECTATIONS: Readonly<Record<string, Expectation>> = { ...DOOR_EXPECTATIONS, ...WORK_EXPECTATIONS }
