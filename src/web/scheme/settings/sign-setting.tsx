import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useEffect, useId, useState } from 'react'
import { signSetting, type SettingView } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { floatingLayer } from '#ui/theme/app-theme.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { call } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { refInWords } from '../chapters.ts'
import type { Asked } from '../plan/plan-search.ts'

interface SignSettingProps {
  readonly asked: Pick<Asked, 'schemeId' | 'unitCode'>
  /** Open while there is one. */
  readonly setting: SettingView | undefined
  readonly onClose: () => void
}

/** Asks for the value and for a confirmation, and signs. What was entered stays when the saving fails. */
export function SignSetting({ asked: { schemeId, unitCode }, setting, onClose }: SignSettingProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [value, setValue] = useState('')
  const [isSure, setIsSure] = useState(false)
  const sign = useMutation({
    mutationFn: (settingId: string) =>
      call(signSetting, { schemeId, settingId, value: value.trim(), ...(unitCode !== undefined && { unitCode }) }),
    onSuccess: async () => {
      await client.invalidateQueries()
      void message.success('已签定，相关条款已重新判定')
      onClose()
    },
  })
  const { reset } = sign
  useEffect(() => {
    setValue(setting ? firstValue(setting) : '')
    setIsSure(false)
    reset()
  }, [setting?.id]) // oxlint-disable-line react-hooks/exhaustive-deps

  return (
    <Modal
      open={setting !== undefined}
      title={setting?.signed ? '改签' : '签定'}
      okText="确认签定"
      cancelText="取消"
      okButtonProps={{ disabled: !isSure || value.trim() === '', loading: sign.isPending }}
      onOk={() => setting && sign.mutate(setting.id)}
      onCancel={onClose}
      getContainer={floatingLayer}
      destroyOnHidden
    >
      {setting ? (
        <div className="sign-setting">
          <p>
            <strong>{setting.label}</strong>（{setting.refs.map(refInWords).join('、')}）
          </p>
          {setting.why === '' ? null : <p className="muted">{setting.why}</p>}
          {setting.kind === 'reading' ? (
            <p className="reading">
              <strong>采用的读法</strong> {setting.proposed}
            </p>
          ) : (
            <ValueField setting={setting} value={value} onChange={setValue} />
          )}
          <label className="sure">
            <input type="checkbox" checked={isSure} onChange={(event) => setIsSure(event.target.checked)} />{' '}
            我已核对条款，以本单位名义签定；签定会留名留日期，不能删除，只能改签。
          </label>
          {sign.error ? <ProblemNotice trouble={troubleOf(sign.error)} /> : null}
        </div>
      ) : null}
    </Modal>
  )
}

/** A reading is signed as it is proposed; a setting begins as signed last, or as proposed. */
function firstValue({ kind, signed, proposed, choices }: SettingView): string {
  if (kind === 'reading') return '采用'
  const now = signed?.value ?? proposed
  return choices.find(({ value, label }) => value === now || label === now)?.value ?? now
}

interface ValueFieldProps {
  readonly setting: SettingView
  readonly value: string
  readonly onChange: (value: string) => void
}

function ValueField({ setting: { choices, proposed }, value, onChange }: ValueFieldProps) {
  const id = useId()
  const help = `${id}-help`
  if (choices.length > 0)
    return (
      <>
        <span aria-hidden="true">签定的值</span>
        <ChoiceField label="签定的值" value={value} choices={choices} onChange={(next) => onChange(next ?? '')} />
        <p className="muted">建议：{proposed}。</p>
      </>
    )
  return (
    <>
      <label htmlFor={id}>签定的值</label>
      <input
        id={id}
        className="text-filter"
        value={value}
        maxLength={80}
        aria-describedby={help}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="muted" id={help}>
        建议：{proposed}。数要带单位，与建议的写法一致。
      </p>
    </>
  )
}
