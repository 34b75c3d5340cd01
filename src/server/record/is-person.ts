const PEOPLE: ReadonlySet<string> = new Set(['person', 'client', 'worker', 'volunteer'])

/** Whether records of a subject are about a person, so that reading them needs leave to read about people. */
export const isPerson = (subject: string): boolean => PEOPLE.has(subject)
