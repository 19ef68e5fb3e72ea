package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells Jackson the choices of each sealed type of one package, by their simple names. */
final class SealedChoices extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  private static final String CHOICE = "is";

  private final String packageName;

  SealedChoices(Package among) {
    this.packageName = among.getName();
  }

  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(
      MapperConfig<?> config, AnnotatedClass annotated, JavaType base) {
    return isChoice(annotated.getRawType())
        ? new StdTypeResolverBuilder()
            .init(JsonTypeInfo.Id.NAME, null)
            .inclusion(JsonTypeInfo.As.PROPERTY)
            .typeProperty(CHOICE)
        : null;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    Class<?> type = annotated.getRawType();
    return isChoice(type)
        ? Stream.of(type.getPermittedSubclasses())
            .map(choice -> new NamedType(choice, choice.getSimpleName()))
            .toList()
        : null;
  }

  private boolean isChoice(Class<?> type) {
    return type.isSealed() && type.getPackageName().equals(packageName);
  }
}
