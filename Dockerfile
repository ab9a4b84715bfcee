# The whole pipeline in one image: chiselled (no shell, no package manager), not root, fit for a read-only file system
# with a /tmp. It listens on the container's own loopback until told --host 0.0.0.0, as docker-compose.yml does.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish Onboarding.AppHost -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
# Nothing is written beside the program, and what is written to /tmp ends with the container.
ENV DOTNET_EnableDiagnostics=0
EXPOSE 4566
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s --retries=6 \
  CMD ["dotnet", "Onboarding.AppHost.dll", "health"]
USER $APP_UID
ENTRYPOINT ["dotnet", "Onboarding.AppHost.dll"]
CMD ["--no-dashboard"]
