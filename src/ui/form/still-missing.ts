interface Missing {
  /** Labels of the fields. */
  readonly names: readonly string[]
  readonly first: HTMLElement | undefined
}

/** What of a form is still empty, unchosen or cannot be read. */
export function stillMissing(form: HTMLFormElement): Missing {
  const found = [...form.querySelectorAll<HTMLInputElement>('input, textarea, select')].filter(isMissing)
  const names = new Set(found.map(nameOf).filter((name) => name !== ''))
  return { names: [...names], first: found[0] }
}

function isMissing(field: HTMLInputElement): boolean {
  const choice = field.closest('.ant-select')
  if (choice) return field.getAttribute('aria-required') === 'true' && choice.querySelector('.ant-select-placeholder') !== null
  return !field.validity.valid || (field.required && field.value.trim() === '')
}

/** The label without what is said beside it. */
const nameOf = (field: HTMLInputElement): string =>
  field.getAttribute('aria-label') ?? field.labels?.[0]?.firstChild?.textContent?.trim() ?? ''
