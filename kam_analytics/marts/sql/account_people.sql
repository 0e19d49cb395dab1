-- grain: one visible account (or group) with contacts or activities
-- key: account_id
-- inputs: contact, activity, entity (account_id -> entity_id)
-- parameters: as_of
with contacts as (
    select * from contact
),
activities as (
    select * from activity
),
entities as (
    select * from entity
),
-- a person who is known to have left is none
people as (
    select
        e.entity_id,
        c.contact_id,
        lower(c.level) as level,
        lower(c.role) as role,
        date_diff('day', c.created_on, $as_of::date) between 0 and 179 as arrived
    from contacts c
    join entities e on e.account_id = c.account_id
    where coalesce(c.active, true)
),
done as (
    select
        e.entity_id,
        a.contact_id,
        lower(c.level) as level,
        a.occurred_on,
        a.hours::decimal(18, 4) as hours,
        a.occurred_on > $as_of::date - 90 as lately,
        not regexp_matches(lower(coalesce(a.kind, '')), 'mail|task|aufgabe|letter|brief') as in_person,
        date_diff('day', a.occurred_on, $as_of::date) as age,
        a.occurred_on >= ($as_of::date + 1) - interval 12 month as recent
    from activities a
    left join contacts c on c.contact_id = a.contact_id
    join entities e on e.account_id = coalesce(a.account_id, c.account_id)
    where a.occurred_on <= $as_of
),
known as (
    select
        entity_id,
        count(*) as contacts,
        count(*) filter (where level = 'c') as contacts_c,
        count(*) filter (where level = 'vp') as contacts_vp,
        count(*) filter (where level = 'director') as contacts_director,
        count(*) filter (where level = 'manager') as contacts_manager,
        count(distinct role) filter (where role in ('sponsor', 'decision maker', 'champion')) as key_roles,
        count(*) filter (where arrived) as contacts_new_180d,
        count(*) filter (where arrived and level in ('c', 'vp', 'director')) as contacts_new_senior_180d
    from people
    group by entity_id
),
work as (
    select
        entity_id,
        count(distinct contact_id) filter (where lately) as contacts_active_90d,
        count(distinct contact_id) filter (where lately and level in ('c', 'vp', 'director')) as senior_active_90d,
        count(*) filter (where recent) as activities_12m,
        sum(hours) filter (where recent) as hours_12m,
        count(*) filter (where in_person and age < 180) as talks_180d,
        count(*) filter (where in_person and age between 180 and 359) as talks_180d_before,
        date_diff('day', max(occurred_on), $as_of::date) as days_since_activity
    from done
    group by entity_id
),
final as (
    select
        coalesce(k.entity_id, w.entity_id) as account_id,
        k.* exclude (entity_id),
        w.* exclude (entity_id)
    from known k
    full join work w on w.entity_id = k.entity_id
)
select * from final
order by account_id
