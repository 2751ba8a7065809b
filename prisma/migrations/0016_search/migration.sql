-- As before, at less than half the price: an appeal is filed with it.
CREATE OR REPLACE FUNCTION "text_grams"(value text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(letter) || array_agg(letter || next) FILTER (WHERE next IS NOT NULL)), ''::tsvector)
  FROM (SELECT string_to_array(search_text(value), NULL) AS letters OFFSET 0) AS c, unnest(letters, letters[2:]) AS l(letter, next)
$$;
