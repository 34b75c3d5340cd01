import { listBelow } from '#contract/territory/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'

const LEVELS = [
  { digits: 2, label: '哪个省' },
  { digits: 4, label: '哪个市' },
  { digits: 6, label: '哪个县' },
] as const

interface CountyChoiceProps {
  /** The code as far as it is chosen. */
  readonly value: string
  readonly onChange: (code: string) => void
}

/** A county of the own territory, chosen by names from the level below the own one down. */
export function CountyChoice({ value, onChange }: CountyChoiceProps) {
  const { grant } = useSession()
  const own = grant.scopeCode === '0' ? 0 : grant.scopeCode.length
  const levels = LEVELS.filter(({ digits }) => digits > own)
  return levels.map(({ digits, label }, i) => {
    const above = i === 0 ? grant.scopeCode : value.slice(0, levels[i - 1]?.digits)
    const isReached = i === 0 || above.length === levels[i - 1]?.digits
    return isReached ? (
      <LevelChoice
        key={digits}
        label={label}
        within={above}
        value={value.length >= digits ? value.slice(0, digits) : undefined}
        onChange={(code) => onChange(code ?? (i === 0 ? '' : above))}
      />
    ) : null
  })
}

interface LevelChoiceProps {
  readonly label: string
  readonly within: string
  readonly value: string | undefined
  readonly onChange: (code: string | undefined) => void
}

function LevelChoice({ label, within, value, onChange }: LevelChoiceProps) {
  const { data } = useAnswer(listBelow, { code: within })
  return (
    <ChoiceField
      label={label}
      none={data ? label : '正在读取…'}
      isSearchable
      value={value}
      choices={data?.divisions.map(({ code, name }) => ({ value: code, label: name })) ?? []}
      onChange={onChange}
    />
  )
}
