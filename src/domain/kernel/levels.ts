/** A code and the word the offices have for it. */
export interface Level {
  readonly value: string
  readonly label: string
}

/** Degrees of schooling, lowest first. */
export const EDUCATION_LEVELS = [
  { value: 'primary', label: '小学' },
  { value: 'middle', label: '初中' },
  { value: 'high', label: '高中' },
  { value: 'junior-college', label: '大专' },
  { value: 'bachelor', label: '本科' },
  { value: 'master', label: '硕士' },
  { value: 'doctor', label: '博士' },
] as const satisfies readonly Level[]

/** Grades of the social work certificate, lowest first. */
export const CERTIFICATE_LEVELS = [
  { value: 'assistant', label: '助理社会工作师' },
  { value: 'social-worker', label: '社会工作师' },
  { value: 'senior', label: '高级社会工作师' },
] as const satisfies readonly Level[]
