// A record as it is after years: $1 how many appeals, $2 a whole case as its workflow last left it. Rows are spread over communities,
// states, classes, compounds and handlers by fixed strides, so that both sizes look alike. One appeal in five is open.

export const fillAppeals = `
INSERT INTO appeal (no, version, doc, terms_id, head_key, community_id, compound_id, type, category, class, title, state, outcome, unit_id,
  handler_id, round, rung, overdue, listed, due_at, due_clock, next_wake, received_at, closed_at, archived_at, created_at)
SELECT no, 8, jsonb_set($2::jsonb, '{no}', to_jsonb(no)), $3::text, 'bench', community, p.id, 'HELP', category, class,
  (ARRAY['路灯不亮', '楼道堆物', '水管漏水', '电梯停运', '暖气不热', '噪音扰民', '垃圾未清'])[1 + n / 3 % 7] || ' ' || n,
  CASE WHEN open THEN (ARRAY['registered', 'accepted', 'dispatched', 'handling', 'handled', 'replied'])[1 + n / 5 % 6] ELSE 'closed' END,
  CASE WHEN open THEN NULL ELSE 'solved' END, u.id, CASE WHEN n / 2 % 3 = 0 THEN 'user-handler' ELSE 'user-handler2' END,
  0, CASE WHEN open AND n / 13 % 4 = 0 THEN 1 ELSE 0 END, open AND n / 13 % 4 = 0,
  open AND n / 5 % 9 = 0,
  CASE WHEN open THEN now() + make_interval(mins => n * 7919 % 20000 - 5000) END, CASE WHEN open THEN 'handling' END,
  NULL, now() - make_interval(mins => n), CASE WHEN open THEN NULL ELSE now() - make_interval(mins => n - 10) END,
  CASE WHEN open THEN NULL ELSE now() END, now() - make_interval(mins => n)
FROM (
  SELECT n, n % 5 = 0 AS open, 'SQ20200101-' || lpad(n::text, 6, '0') AS no,
    (ARRAY['shuangta', 'huludao', 'shenhoubao', 'sushui', 'qunan'])[1 + n / 7 % 5] AS community,
    (ARRAY['LIGHT', 'PIPE', 'CLEAN', 'HAZARD'])[1 + n % 4] AS category, (ARRAY['U1', 'U2', 'U3', 'U3', 'U3', 'U4'])[1 + n % 6] AS class
  FROM generate_series(1, $1::int) AS n
) g
CROSS JOIN LATERAL (
  SELECT id FROM compound WHERE community_id = g.community ORDER BY md5(id || (g.n % 11)::text) LIMIT 1
) p
CROSS JOIN LATERAL (SELECT id FROM unit WHERE community_id = g.community AND name = '物业服务中心' LIMIT 1) u`;

export const fillIntakes = `
INSERT INTO intake (id, appeal_no, received_at, channel, source, created_by, query_code_hash, query_code_enc, text_enc, name_enc,
  legal_basis, privacy_notice_version, policy_version, calendar_version, request_key, body_hash)
SELECT no, no, received_at, 'phone', 'clerk', 'user-clerk', md5(no), '', '', NULL, 'bench', 'bench',
  (SELECT version FROM policy ORDER BY version LIMIT 1), (SELECT version FROM calendar_version LIMIT 1), no, 'bench'
FROM appeal WHERE version > 0`;

/** Eight events for each appeal: $1 one event's data. */
export const fillEvents = `
INSERT INTO event (appeal_no, seq, kind, key, at, actor_id, role, action, body_hash, data)
SELECT no, seq, 'noted', 'a:' || seq, received_at + make_interval(mins => seq), 'user-handler', 'handler', 'note', 'bench', $1::jsonb
FROM appeal, generate_series(1, 8) AS seq WHERE version > 0`;
